using System.Diagnostics;
using System.Text.Json;
using Lab.Chaos.Targets;

namespace Lab.EndToEnd.Tests;

/// <summary>Drivers as they run in pods: told by variables where everything is, sharing out the volleys, handing over what they recorded.</summary>
public sealed class ShardTests
{
    [Fact]
    public async Task Two_shares_on_one_system_become_one_run_with_one_verdict()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("lab-shards-");
        try
        {
            var id = $"shards-{Environment.ProcessId}";
            await using var host = await LabHost.StartAsync(
                LabProcess.Paths, "src/AppHost", [], id, Path.Combine(folder.FullName, "host"), new Dictionary<string, string>(), _ => { }, TimeProvider.System, cancellationToken);
            var variables = await VariablesAsync(host.Control, cancellationToken);

            var shares = await Task.WhenAll(ShareAsync(0, variables, folder), ShareAsync(1, variables, folder));

            // In the order in which no kubectl would give them, and with what a driver prints beside.
            var log = Path.Combine(folder.FullName, "pods.log");
            await File.WriteAllLinesAsync(log, shares.Reverse().Select(share => share.Output), cancellationToken);
            var check = await CheckAsync(log, folder);
            using var journal = JsonDocument.Parse(check.Output);
            var summary = Assert.Single(journal.RootElement.GetProperty("arms").EnumerateArray()).GetProperty("summary");
            Assert.Equal(1, check.ExitCode);
            Assert.Equal("Violated", journal.RootElement.GetProperty("verdict").GetString());
            Assert.Equal(2, summary.GetProperty("volleys").GetInt32());
            Assert.Equal(["0/2", "1/2"], journal.RootElement.GetProperty("merged").EnumerateArray()
                .Select(part => part.GetProperty("shard")).Select(shard => $"{shard.GetProperty("index")}/{shard.GetProperty("count")}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_load_cannot_be_shared_out()
    {
        var outcome = await LabProcess.CallAsync("stress", "ticketing", "--rate", "50", "--shard", "0/2");

        Assert.Equal(64, outcome.ExitCode);
        Assert.Contains("--shard shares out volleys, but a load is one stream of arrivals. Take one of them out.", outcome.Error, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> VariablesAsync(ControlClient control, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>();
        foreach (var resource in await control.ResourcesAsync(cancellationToken))
        {
            if (resource.Kind is "redis" or "postgres")
            {
                variables[$"ConnectionStrings__{resource.Name}"] = await control.ConnectionStringAsync(resource.Name, cancellationToken);
            }
            else if (resource.Kind == "project" && resource.Endpoints.TryGetValue("http", out var address))
            {
                variables[$"services__{resource.Name}__http__0"] = address.ToString();
            }
        }

        return variables;
    }

    private static Task<LabOutcome> ShareAsync(int index, Dictionary<string, string> variables, DirectoryInfo folder) => RunAsync(
        ["stress", "ticketing", "--target", "env", "--shard", $"{index}/2", "--volleys", "2", "--hand-over"],
        [.. variables, new("LAB_RUNS", Path.Combine(folder.FullName, $"pod-{index}"))]);

    private static Task<LabOutcome> CheckAsync(string log, DirectoryInfo folder) =>
        RunAsync(["check", "--logs", log, "--json"], [new("LAB_RUNS", Path.Combine(folder.FullName, "here"))]);

    private static async Task<LabOutcome> RunAsync(string[] arguments, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var start = new ProcessStartInfo(LabProcess.Paths.BinaryOf("src/Lab.Chaos"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        return await LabProcess.FinishAsync(process, TimeSpan.FromMinutes(2));
    }
}
