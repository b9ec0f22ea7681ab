using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Targets;

/// <summary>Load stays on this machine unless a host was named.</summary>
public sealed class BlastRadiusTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.8.0.1:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:5080")]
    public void This_machine_is_inside(string address) => BlastRadius.ThrowUnlessInside(At(address), []);

    [Fact]
    public void Another_host_is_outside_until_it_is_named()
    {
        var problem = Assert.Throws<LabException>(() => BlastRadius.ThrowUnlessInside(At("http://shop.example:80"), []));

        Assert.Equal(
            "'shop' is at shop.example, which is not this machine. The lab sends load elsewhere only when told to: "
            + "--allow-host shop.example.",
            problem.Message);
    }

    [Fact]
    public void A_host_that_was_named_is_inside() => BlastRadius.ThrowUnlessInside(At("http://shop.example:80"), ["shop.example"]);

    private static Target At(string address) => new()
    {
        Urls = new Dictionary<string, Uri> { ["shop"] = new(address) },
        Connections = new Dictionary<string, string>(),
    };
}
