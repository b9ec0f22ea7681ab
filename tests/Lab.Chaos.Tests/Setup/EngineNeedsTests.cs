using Lab.Chaos.Setup;

namespace Lab.Chaos.Tests.Setup;

public sealed class EngineNeedsTests
{
    private static readonly SetupFinding Missing = new("Redis", null, "Install redis-server.", "redis-server", Required: true);
    private static readonly SetupFinding Installed = Missing with { Found = "Redis server v=7.0.15" };

    [Fact]
    public void A_server_that_a_container_can_replace_is_not_missing()
    {
        var finding = EngineNeeds.OrContainer(Missing, "podman");

        Assert.False(finding.IsMissing);
        Assert.Equal("not installed; runs in a container (podman)", finding.Found);
    }

    [Fact]
    public void A_server_that_is_installed_is_preferred_to_a_container() => Assert.Equal(Installed, EngineNeeds.OrContainer(Installed, "podman"));
}
