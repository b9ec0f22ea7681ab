using Lab.Chaos.Adapters;
using Lab.Chaos.Stress.Loads;
using Lab.Chaos.Stress.Schedules;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Adapters;

/// <summary>A build that nobody has asked for adapters.</summary>
public sealed class BuiltInTests
{
    private static readonly LoadOrder Constant = new() { Open = new ConstantRate(200, TimeSpan.FromSeconds(10)), Connections = 200 };

    [Fact]
    public void Without_a_name_and_under_its_own_the_lab_does_it_itself()
    {
        Assert.Null(BuiltIn.LoadDriver(null, Constant));
        Assert.Null(BuiltIn.LoadDriver("lab", Constant));
        Assert.Null(BuiltIn.StubHost(null));
        Assert.Null(BuiltIn.StubHost("lab"));
        Assert.Null(BuiltIn.ClusterClient(null));
        Assert.Null(BuiltIn.ClusterClient("kubectl"));
    }

    [Fact]
    public void An_unknown_name_gets_a_suggestion()
    {
        Assert.Equal(
            "--driver is 'nbombr'. Known: lab, nbomber. Did you mean 'nbomber'?",
            Assert.Throws<LabException>(() => BuiltIn.LoadDriver("nbombr", Constant)).Message);
        Assert.Equal(
            "--stubs is 'wiremok'. Known: lab, wiremock. Did you mean 'wiremock'?",
            Assert.Throws<LabException>(() => BuiltIn.StubHost("wiremok")).Message);
        Assert.Equal(
            "--cluster-client is 'kubctl'. Known: kubectl, kubernetesclient. Did you mean 'kubectl'?",
            Assert.Throws<LabException>(() => BuiltIn.ClusterClient("kubctl")).Message);
    }

    [Fact]
    public void An_adapter_that_is_not_built_in_says_how_to_build_it_in()
    {
        Assert.SkipWhen(HasAdapters(), "This build has adapters.");

        Assert.Equal(
            "--driver nbomber is not in this build: the package NBomber restores on a full NuGet feed only, so it is left out unless asked for. "
            + "Build it in: dotnet build src/Lab.Chaos -c Release -p:LabAdapters=nbomber, and keep LabAdapters=nbomber in the environment, "
            + "or the next build by ./lab leaves it out again.",
            Assert.Throws<LabException>(() => BuiltIn.LoadDriver("nbomber", Constant)).Message);
        Assert.StartsWith(
            "--stubs wiremock is not in this build: the package WireMock.Net restores on a full NuGet feed only",
            Assert.Throws<LabException>(() => BuiltIn.StubHost("wiremock")).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "--cluster-client kubernetesclient is not in this build: the package KubernetesClient restores on a full NuGet feed only",
            Assert.Throws<LabException>(() => BuiltIn.ClusterClient("kubernetesclient")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_that_NBomber_cannot_send_is_told_together_with_the_missing_build()
    {
        Assert.SkipWhen(HasAdapters(), "This build has adapters.");
        var poisson = new LoadOrder { Open = new PoissonRate(50, TimeSpan.FromSeconds(2)), Connections = 200 };

        var refused = Assert.Throws<LabException>(() => BuiltIn.LoadDriver("nbomber", poisson));

        Assert.Equal(2, refused.Problems.Count);
        Assert.StartsWith("NBomber cannot send 'poisson 50 for 2s'", refused.Problems[0], StringComparison.Ordinal);
    }

    private static bool HasAdapters() => typeof(BuiltIn).Assembly.GetTypes().Any(type => type.Name is "NBomberDriver" or "WireMockStubs" or "KubernetesClusterClient");
}
