using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Lab.EndToEnd.Tests;

/// <summary>Loads as a user would start them.</summary>
public sealed class StressTests
{
    private const string Created = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";

    [Fact]
    public async Task A_load_on_the_real_system_keeps_its_schedule_and_is_judged_the_same_again()
    {
        var junit = Path.GetTempFileName();
        try
        {
            var load = await LabProcess.RunAsync(
                "stress", "ticketing", "--variant", "redlock", "--rate", "50", "--for", "2s", "--threshold", "unsent < 100%", "--junit", junit, "--json");

            Assert.True(load.ExitCode == 0, load.Output + load.Error);
            using var journal = JsonDocument.Parse(load.Output);
            var report = journal.RootElement.GetProperty("arms")[0].GetProperty("load");
            Assert.Equal(100, report.GetProperty("planned").GetInt32());
            Assert.Contains("<testsuite name=\"lab stress ticketing\" tests=\"2\" failures=\"0\" errors=\"0\"", await File.ReadAllTextAsync(junit), StringComparison.Ordinal);

            var check = await LabProcess.RunAsync("check", journal.RootElement.GetProperty("run").GetString()!, "--json");
            using var again = JsonDocument.Parse(check.Output);
            Assert.Equal(journal.RootElement.GetProperty("arms").GetRawText(), again.RootElement.GetProperty("arms").GetRawText());
        }
        finally
        {
            File.Delete(junit);
        }
    }

    public static TheoryData<string[], string> Slips => new()
    {
        { ["--rate", "0"], "--rate is '0'; it must be above 0 and at most 200000 requests a second. Example: --rate 200." },
        { ["--rate", "200", "--clients", "5"], "--rate and --clients are different loads. Give one of them." },
        { ["--rate", "200", "--shape", "spkie"], "Did you mean 'spike'?" },
        { ["--schedule", "rmp 1..2 over 1s"], "Did you mean 'ramp'?" },
        { ["--shape", "ramp"], "--shape shape a load, but none is asked for. Add --rate 200, --schedule or --clients 50." },
        { ["--clients", "5", "--think", "5"], "--think is '5'; it must be a positive duration with its unit. Example: --think 100ms." },
        { ["--rate", "200", "--volleys", "5"], "--volleys is about volleys, but a load is asked for." },
        { ["--threshold", "p99 < 250"], "p99 needs a duration with its unit, for example p99 < 250ms." },
        { ["--spread", "1,x"], "--spread is '1,x'; it must be different durations" },
        { ["--spread", "1ms", "--http", "2"], "--http 2 releases the last frames of a whole volley together" },
        { ["--junit", "/no/such/folder/x.xml"], "--junit /no/such/folder/x.xml names no file in a folder that exists." },
        { ["--hotspot", "no-such-run"], "No run 'no-such-run'" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public async Task A_slip_is_named_with_its_mend_before_anything_starts(string[] arguments, string message)
    {
        var outcome = await LabProcess.CallAsync(["stress", "ticketing", .. arguments]);

        Assert.Equal(64, outcome.ExitCode);
        Assert.Contains(message, outcome.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prediction_says_where_to_aim()
    {
        var folder = Directory.CreateTempSubdirectory("lab-aimed-").FullName;
        try
        {
            var prediction = await LabProcess.RunAsync(
                "predict", "ticketing", "--variant", "naive", "-o", folder, "--agents", "300", "--cycles", "60", "--volleys", "50");
            Assert.True(prediction.ExitCode == 0, prediction.Error);

            var aimed = await LabProcess.RunAsync("stress", "ticketing", "--hotspot", folder, "--volleys", "1", "--json");

            Assert.Contains("Aimed at inventory -> redis: ", aimed.Error, StringComparison.Ordinal);
            using var journal = JsonDocument.Parse(aimed.Output);
            Assert.Equal("unaligned", journal.RootElement.GetProperty("arms")[0].GetProperty("summary").GetProperty("condition").GetString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_target_that_dies_under_load_is_unknown_with_one_message()
    {
        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        using var dying = new CancellationTokenSource();
        var serving = ServeAsync(target, requests: 400, dying);
        var scenario = await ForeignScenario.WriteAsync($"http://{target.LocalEndpoint}");

        var outcome = await LabProcess.RunAsync("stress", scenario, "--rate", "200", "--for", "60s");
        await serving;

        Assert.True(outcome.ExitCode == 2, outcome.Output + outcome.Error);
        Assert.Contains("Unknown:", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Output + outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, (outcome.Output + outcome.Error).Split("could not be read").Length - 1);
    }

    // Answers so many requests, then closes everything, the listener included: a process that was killed looks like this.
    private static async Task ServeAsync(TcpListener target, int requests, CancellationTokenSource dying)
    {
        var left = requests;
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await target.AcceptSocketAsync(dying.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            target.Stop();
            await Task.WhenAll(connections);
        }

        async Task AnswerAsync(Socket socket)
        {
            using var own = socket;
            var buffer = new byte[4096];
            try
            {
                while (await socket.ReceiveAsync(buffer, dying.Token) > 0)
                {
                    if (Interlocked.Decrement(ref left) < 0)
                    {
                        await dying.CancelAsync();
                        return;
                    }

                    await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(Created), dying.Token);
                }
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException)
            {
            }
        }
    }
}
