using Lab.Contracts;
using Lab.Control.Publishing;

namespace Lab.Hosting.Tests.Publishing;

public sealed class PublishOptionsTests
{
    [Theory]
    [InlineData("--operation", "publish")]
    [InlineData("--operation=publish")]
    public void A_request_to_publish_is_known_by_either_spelling(params string[] args) =>
        Assert.True(PublishOptions.Asked([.. args, "--step", "publish"]));

    [Fact]
    public void A_request_to_run_is_not_taken_for_one_to_publish() =>
        Assert.False(PublishOptions.Asked(["--operation", "run", "--output-path", "publish"]));

    [Fact]
    public void Images_are_named_after_their_projects() =>
        Assert.Equal(
            "ghcr.io/me/lab-services-checkout:2",
            PublishOptions.Read(["--output-path", "k3s", "--registry", "ghcr.io/me/", "--tag=2"]).Image(PublishOptions.Repository("/src/Lab.Services.Checkout.csproj")));

    [Fact]
    public void Every_slip_is_named_at_once() =>
        Assert.Equal(
            [
                "--output-path has no value. Example: --output-path k3s.",
                "--namespace is 'My_Shop'; it must be lower-case letters, digits and hyphens, at most 63. Example: --namespace ticketing.",
            ],
            Assert.Throws<LabException>(() => PublishOptions.Read(["--operation", "publish", "--namespace", "My_Shop", "--output-path"])).Problems);
}
