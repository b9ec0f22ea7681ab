using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Running;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Break;

/// <summary>Whom a ChaosEngine means in a running lab.</summary>
public sealed class TargetSelectionTests
{
    [Fact]
    public void A_component_label_means_the_replicas_of_the_resource_of_that_name() =>
        Assert.Equal(["inventory-1", "inventory-2", "inventory-3"], Candidates(Engines.OfInventory("pod-delete")));

    [Fact]
    public void Labels_are_alternatives_as_upstream() => Assert.Equal(
        ["redis", "checkout"],
        Candidates(Engines.OfInventory("pod-delete") with
        {
            Targets = [new TargetSelector { Kind = "", Namespace = "", Labels = [("app", "redis"), ("app", "checkout")] }],
        }));

    [Fact]
    public void A_workload_is_named_as_it_is_published() => Assert.Equal(
        ["checkout"],
        Candidates(Engines.OfInventory("pod-delete") with
        {
            Targets = [new TargetSelector { Kind = "deployment", Namespace = "", Names = ["checkout-deployment"] }],
        }));

    [Fact]
    public void Without_labels_a_kind_means_all_of_it() => Assert.Equal(
        ["redis", "postgres"],
        Candidates(Engines.OfInventory("pod-delete") with { Targets = [new TargetSelector { Kind = "statefulset", Namespace = "" }] }));

    [Fact]
    public void Links_and_what_was_never_started_are_not_hit() => Assert.Equal(
        ["redis", "postgres", "inventory-1", "inventory-2", "inventory-3", "checkout"],
        Candidates(Engines.OfInventory("pod-delete") with { Targets = [] }));

    [Fact]
    public void Named_pods_come_before_everything_else() =>
        Assert.Equal(["inventory-2", "redis"], Candidates(Engines.OfInventory("pod-delete", ("TARGET_PODS", "inventory-2,redis"))));

    [Theory]
    [InlineData("inventroy", "deployment", "faults/test.yaml: nothing of the running lab is called 'inventroy'. Known: checkout, inventory, postgres, redis. Did you mean 'inventory'?")]
    [InlineData("redis", "deployment", "faults/test.yaml: 'redis' is a statefulset, not a deployment. Write: appkind: statefulset")]
    public void What_means_nothing_is_refused_with_the_mend(string component, string kind, string message) => Assert.Equal(
        message, Assert.Throws<LabException>(() => Candidates(Engines.Of("pod-delete", component, kind))).Message);

    [Fact]
    public void A_label_that_no_resource_carries_is_refused_with_one_that_does()
    {
        var engine = Engines.OfInventory("pod-delete") with
        {
            Targets = [new TargetSelector { Kind = "", Namespace = "", Labels = [("tier", "backend")] }],
        };

        Assert.Equal(
            "faults/test.yaml: resources of a lab carry no label 'tier'. Use app.kubernetes.io/component=<resource>, for example app.kubernetes.io/component=redis.",
            Assert.Throws<LabException>(() => Candidates(engine)).Message);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("0", 1)]
    [InlineData("34", 1)]
    [InlineData("67", 2)]
    [InlineData("100", 3)]
    [InlineData("250", 3)]
    public void A_share_is_rounded_down_to_at_least_one(string percentage, int hit) =>
        Assert.Equal(hit, Chosen(percentage, 1).Count);

    [Fact]
    public void The_same_seed_chooses_the_same_and_some_other_seed_does_not()
    {
        Assert.Equal(Chosen("67", 5), Chosen("67", 5));
        Assert.True(Enumerable.Range(0, 20).Select(seed => Chosen("34", seed)[0]).Distinct().Count() == 3);
    }

    [Fact]
    public void Those_that_are_hit_are_neighbours_as_upstream() => Assert.All(
        Enumerable.Range(0, 20),
        seed => Assert.Contains(string.Join(' ', Chosen("67", seed)), new[] { "inventory-1 inventory-2", "inventory-2 inventory-3", "inventory-3 inventory-1" }));

    private static List<string> Chosen(string percentage, long seed)
    {
        var engine = Engines.OfInventory("pod-delete", ("PODS_AFFECTED_PERC", percentage));
        return [.. TargetSelection.Choose(
            TargetSelection.Candidates(engine, engine.Only().Settings, ScriptedTarget.Topology), engine.Only().Settings, new Seed(seed).Stream("test")).Select(target => target.Id)];
    }

    private static IEnumerable<string> Candidates(ChaosEngine engine) =>
        TargetSelection.Candidates(engine, engine.Only().Settings, ScriptedTarget.Topology).Select(target => target.Id);
}
