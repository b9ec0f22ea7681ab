using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Break.Litmus;

/// <summary>One engine for each fault of the Kubernetes folder of the charts, in their shape.</summary>
public sealed class SampleEnginesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Lab.Chaos.Tests/Break/Samples");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_parses_and_names_its_fault(string name)
    {
        var engine = Read(name);

        Assert.Equal(name, Assert.Single(engine.Experiments).Fault);
        Assert.True(engine.Active);
        Assert.Empty(engine.Warnings);
    }

    [Fact]
    public void There_are_thirty_one_and_the_lab_does_thirteen_of_them()
    {
        var names = Names.Select(row => row.Data).ToList();

        Assert.Equal(31, names.Count);
        Assert.Equal(
            LitmusFaults.All.Where(fault => fault.InLitmus).Select(fault => fault.Name).Order(StringComparer.Ordinal),
            names.Where(name => Read(name).NotDoneHere.Count == 0));
    }

    [Fact]
    public void Those_it_does_not_do_say_so_by_name_with_what_to_use_instead()
    {
        var refused = Names.Select(row => Read(row.Data)).Where(engine => engine.NotDoneHere.Count > 0).ToList();

        Assert.Equal(18, refused.Count);
        Assert.All(refused, engine =>
        {
            var problem = Assert.Single(Assert.Throws<LabException>(engine.ThrowUnlessDoneHere).Problems);
            Assert.Contains($": '{engine.Experiments[0].Fault}' is not done here: ", problem);
        });
        Assert.Equal(
            "node-drain.yaml:13:13: 'node-drain' is not done here: there is no node to drain; use pod-delete with PODS_AFFECTED_PERC \"100\". "
            + "Or run it on a cluster: --cluster.",
            Read("node-drain").NotDoneHere[0]);
    }

    [Fact]
    public void An_empty_value_leaves_the_default_in_force()
    {
        var settings = Read("pod-cpu-hog").Experiments[0].Settings;

        Assert.Equal("100", settings.Text("CPU_LOAD"));
        Assert.Equal("0", settings.Text("PODS_AFFECTED_PERC"));
        Assert.Null(settings.Text("TARGET_PODS"));
    }

    [Fact]
    public void The_faults_of_the_scenarios_are_done_here_and_warn_of_nothing() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "scenarios"), "*.yaml", SearchOption.AllDirectories).Where(file => file.Contains("faults")),
        file => Assert.All(ChaosEngineReader.ReadAll(SourceFile.SeenFrom(Repository.Root, file)), engine => Assert.Empty(engine.Warnings.Concat(engine.NotDoneHere))));

    private static ChaosEngine Read(string name) =>
        ChaosEngineReader.Read(new SourceFile(Path.Combine(Folder, $"{name}.yaml"), $"{name}.yaml"));
}
