using Lab.Chaos.Break.Cluster;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Break.Cluster;

/// <summary>Which context faults may strike.</summary>
public sealed class ContextGuardTests
{
    private static readonly string[] Names = ["k3d-lab", "prod-eu"];

    [Theory]
    [InlineData("rancher-desktop")]
    [InlineData("k3d-lab")]
    [InlineData("kind-kind")]
    [InlineData("minikube")]
    public void A_current_context_of_this_machine_is_taken(string current) =>
        Assert.Equal(current, ContextGuard.Choose(new KubeContexts(current, [current, "prod-eu"]), null));

    [Theory]
    [InlineData("k3d")]
    [InlineData("rancher-desktop-prod")]
    [InlineData("minikube-eu")]
    [InlineData("Kind-kind")]
    [InlineData("docker-desktop")]
    public void A_name_that_only_looks_like_one_must_be_spelled_out(string current)
    {
        var contexts = new KubeContexts(current, [current]);

        Assert.StartsWith(
            $"The current context of kubectl is '{current}', which is not rancher-desktop, k3d-*, kind-* or minikube",
            Assert.Throws<LabException>(() => ContextGuard.Choose(contexts, null)).Message,
            StringComparison.Ordinal);
        Assert.Equal(current, ContextGuard.Choose(contexts, current));
    }

    [Fact]
    public void A_refusal_names_a_context_of_this_machine_to_switch_to() => Assert.EndsWith(
        "spell it out: --context prod-eu. Else: kubectl config use-context k3d-lab",
        Assert.Throws<LabException>(() => ContextGuard.Choose(new KubeContexts("prod-eu", Names), null)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_unknown_context_gets_a_suggestion() => Assert.Equal(
        "--context is 'k3d-labs', which the kubeconfig does not know. Known: k3d-lab, prod-eu. Did you mean 'k3d-lab'?",
        Assert.Throws<LabException>(() => ContextGuard.Choose(new KubeContexts("k3d-lab", Names), "k3d-labs")).Message);

    [Fact]
    public void Without_a_current_context_the_known_ones_are_listed() => Assert.Equal(
        "No context of kubectl is current. Name one: --context NAME. Known: k3d-lab, prod-eu.",
        Assert.Throws<LabException>(() => ContextGuard.Choose(new KubeContexts(null, Names), null)).Message);

    [Fact]
    public void Without_any_context_the_user_is_told_how_to_get_a_cluster() => Assert.Equal(
        "kubectl knows no cluster: its kubeconfig has no context. Start Rancher Desktop or 'k3d cluster create', or name a file: --kubeconfig FILE.",
        Assert.Throws<LabException>(() => ContextGuard.Choose(new KubeContexts(null, []), null)).Message);
}
