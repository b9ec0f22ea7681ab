using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Lab.Chaos.Collect.Storing;
using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Targets;
using Lab.Contracts.Control;
using Lab.Contracts.Histories;

namespace Lab.EndToEnd.Tests;

/// <summary>A run in a lab that is up already: it collects what the services tell, and leaves them as they were.</summary>
public sealed class AttachedTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Fact]
    public async Task An_attached_run_has_its_traces_and_leaves_the_services_as_they_were_also_when_it_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads the variables of processes from /proc.");
        using var up = LabProcess.Start("up");
        var ending = LabProcess.FinishAsync(up, TimeSpan.FromMinutes(5));
        using var control = new ControlClient(await UntilAsync(LabThatIsUp));
        await UntilAsync(() => Variables(control, Endpoint) is { Count: 3 } all && all.All(value => value is null) ? "" : null);

        var outcome = await LabProcess.RunAsync("stress", "ticketing", "--variant", "redlock", "--volleys", "1", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Contains("Using the lab that runs already", outcome.Error);
        AssertTraced(JsonDocument.Parse(outcome.Output).RootElement.GetProperty("run").GetString()!);
        Assert.Equal([null, null, null], Variables(control, Endpoint));
        Assert.Equal(["naive", "naive", "naive"], Variables(control, "Inventory__Strategy"));

        using var killed = LabProcess.Start("stress", "ticketing", "--variant", "redlock", "--volleys", "200");
        var reading = LabProcess.FinishAsync(killed, TimeSpan.FromMinutes(2));
        await UntilAsync(() => Variables(control, "Inventory__Strategy") is { Count: 3 } all && all.All(value => value == "redlock") ? "" : null);
        killed.Kill();
        await reading;

        await UntilAsync(() => Variables(control, "Inventory__Strategy") is { Count: 3 } all && all.All(value => value == "naive") ? "" : null);
        Assert.Equal([null, null, null], Variables(control, Endpoint));
        using var kill = Process.Start("kill", ["-TERM", up.Id.ToString(CultureInfo.InvariantCulture)]);
        await ending;
    }

    private static void AssertTraced(string id)
    {
        var run = RunFolder.Find(LabProcess.Paths.Runs, id);
        using var index = SpanIndex.Open(Path.Combine(run.Path, SpanIndex.FileName))!;
        var sold = Assert.Single(HistoryReader.Read(run.History).Volleys).Operations.Where(operation => operation.Outcome == Outcome.Ok).ToList();

        Assert.NotEmpty(sold);
        Assert.All(sold, order => Assert.Contains(index.Trace(order.TraceId!), span => span.Service == "inventory" && span.Instance == order.Replica));
        Assert.Contains(index.TraceIds.SelectMany(index.Trace), span => span is { Service: "lab", Name: "lab.stress" });
    }

    private static Lab.Contracts.Control.RunFile? LabThatIsUp() => RunFiles.Running(LabProcess.Paths.Repository).FirstOrDefault(run => run.Id.EndsWith("-up", StringComparison.Ordinal));

    // Of inventory's processes: what they were started with, not what the host says of them.
    private static List<string?> Variables(ControlClient control, string name)
    {
        try
        {
            return [.. control.ResourceAsync("inventory", CancellationToken.None).GetAwaiter().GetResult().Replicas.Select(replica => File
                .ReadAllText($"/proc/{replica.Pid}/environ").Split('\0')
                .Where(line => line.StartsWith(name + "=", StringComparison.Ordinal)).Select(line => line[(name.Length + 1)..]).FirstOrDefault())];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];   // one is being started
        }
    }

    private static async Task<T> UntilAsync<T>(Func<T?> look)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (true)
        {
            if (look() is { } seen)
            {
                return seen;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }
}
