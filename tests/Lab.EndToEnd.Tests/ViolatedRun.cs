using System.Text.Json;
using Lab.Chaos.Journals;

namespace Lab.EndToEnd.Tests;

/// <summary>Three volleys of the suspect on the real system, recorded once for all tests of what a run leaves behind. Fewer than one in a hundred is not violated.</summary>
public sealed class ViolatedRun : IAsyncLifetime
{
    internal LabOutcome Stress { get; private set; } = null!;

    internal JsonDocument Journal { get; private set; } = null!;

    internal RunFolder Folder { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Stress = await LabProcess.RunAsync("stress", "ticketing", "--variant", "naive", "--volleys", "3", "--json");
        Assert.True(Stress.ExitCode == 1, Stress.Output + Stress.Error);
        Journal = JsonDocument.Parse(Stress.Output);
        Folder = RunFolder.Find(LabProcess.Paths.Runs, Journal.RootElement.GetProperty("run").GetString()!);
    }

    public ValueTask DisposeAsync()
    {
        Journal?.Dispose();
        return ValueTask.CompletedTask;
    }
}
