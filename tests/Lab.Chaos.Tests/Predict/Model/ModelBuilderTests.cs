using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;

namespace Lab.Chaos.Tests.Predict.Model;

/// <summary>From a scenario to numbers, each with where it comes from.</summary>
public sealed class ModelBuilderTests
{
    [Fact]
    public void Processes_that_an_AppHost_starts_share_the_processors_of_this_machine()
    {
        var model = ModelBuilder.Build(ScenarioFolder.Read(), variant: null, processors: 2);

        Assert.Equal((2, Origin.Assumed), (model.Swarm.Cores, model.CoresOrigin));
    }

    [Fact]
    public void Where_somebody_else_started_them_nothing_is_known_of_their_machines()
    {
        var scenario = ScenarioFolder.Read() with { Target = new Target { Urls = new Dictionary<string, Uri>(), Connections = new Dictionary<string, string>() } };

        Assert.Null(ModelBuilder.Build(scenario, variant: null, processors: 2).Swarm.Cores);
    }

    [Fact]
    public void What_the_scenario_says_wins()
    {
        var scenario = ScenarioFolder.Read() with { Swarm = new SwarmModel { Cores = 8 } };
        var model = ModelBuilder.Build(scenario, variant: null, processors: 2);

        Assert.Equal((8, Origin.Given), (model.Swarm.Cores, model.CoresOrigin));
    }

    [Fact]
    public void A_latency_is_given_or_assumed_by_kind()
    {
        var services = ModelBuilder.Build(ScenarioFolder.Read(), variant: null, processors: null).Services;

        Assert.Equal(
            ["web Assumed 1", "pay Given 1", "cache Assumed 0.2", "db Assumed 0.6"],
            services.Select(service => $"{service.Name} {service.Latency.Origin} {service.Latency.Value.Median.TotalMilliseconds}"));
    }

    [Fact]
    public void A_variant_does_its_own_operations_and_the_others_as_the_scenario_says()
    {
        var scenario = ScenarioFolder.Read();
        var own = scenario.Operations[0] with { Steps = [scenario.Operations[0].Steps[0]] };
        var other = own with { Name = "other" };
        var model = ModelBuilder.Build(scenario with { Operations = [scenario.Operations[0], other] }, scenario.Variants[0] with { Operations = [own] }, processors: null);

        Assert.Equal([own, other], model.Operations);
    }
}
