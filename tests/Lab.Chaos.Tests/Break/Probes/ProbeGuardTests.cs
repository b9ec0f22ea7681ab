using Lab.Chaos.Break.Probes;
using Lab.Chaos.Tests.Break.Litmus;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Break.Probes;

/// <summary>What probes may touch without being asked twice.</summary>
public sealed class ProbeGuardTests
{
    private const string Url = "http://127.0.0.1:5080/health";

    [Fact]
    public void A_command_needs_allow_commands_before_anything_starts() => Assert.Equal(
        ["engine.yaml: probe 'stock' runs a command on this machine: redis-cli get stock. Read it, and allow it with --allow-commands."],
        Problems(allowCommands: false));

    [Fact]
    public void With_it_and_on_this_machine_nothing_is_refused() =>
        ProbeGuard.ThrowUnlessAllowed([EngineFile.Read()], allowCommands: true, [], []);

    [Fact]
    public void Another_machine_needs_allow_host() => Assert.Equal(
        ["engine.yaml: probe 'alive' asks shop.example.com, which is not this machine. Allow it with --allow-host shop.example.com."],
        Problems(allowCommands: true, (Url, "https://shop.example.com/health")));

    [Fact]
    public void What_a_template_makes_of_a_host_counts_as_another_machine() => Assert.Equal(
        ["engine.yaml: probe 'alive' asks http://{{.stock.ProbeArtifacts.Register}}/health, which is not this machine. Allow it with --allow-host http://{{.stock.ProbeArtifacts.Register}}/health."],
        Problems(allowCommands: true, ($"url: {Url}", "url: \"http://{{.stock.ProbeArtifacts.Register}}/health\"")));

    [Fact]
    public void A_service_of_the_lab_is_this_machine() => ProbeGuard.ThrowUnlessAllowed(
        [EngineFile.Read((Url, "http://inventory-service.shop.svc.cluster.local:8080/health"))], allowCommands: true, [], ["inventory"]);

    private static IReadOnlyList<string> Problems(bool allowCommands, params IReadOnlyList<(string From, string To)> edits) =>
        Assert.Throws<LabException>(() => ProbeGuard.ThrowUnlessAllowed([EngineFile.Read(edits)], allowCommands, [], [])).Problems;
}
