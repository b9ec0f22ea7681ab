using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Chaos.Stress.Loads;
using Lab.Chaos.Stress.Schedules;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Bench;

/// <summary>
/// The open-model driver against <c>wrk</c>: the same target and connections, in turn, in one run, both at ordinary priority. Then, at the priority it has in a run, how well it keeps to a schedule. Budgets: at
/// least 60 % of wrk's throughput; schedule error p99 at most 2 ms at 2,000 requests a second, what was never sent counted as worse than that.
/// </summary>
internal static partial class LoadBench
{
    public static readonly string[] Known = ["--rounds", "--seconds", "--connections", "--rate"];

    // More than a server on the same machine can answer: whatever it can take is then always due.
    private const double Overload = 1.5;

    public static async Task RunAsync(Arguments arguments)
    {
        var length = TimeSpan.FromSeconds(arguments.Number("--seconds", 4));
        var connections = arguments.Number("--connections", 64);
        await using var target = await TargetProcess.StartAsync("serve", new Dictionary<string, string>());
        var url = new Uri(target.Url, "/health");
        var warm = await OpenAsync(url, new ConstantRate(5_000, TimeSpan.FromSeconds(2)), connections, comesFirst: false);
        var rounds = new List<Round>();
        for (var round = 0; round < arguments.Number("--rounds", 5) && await WrkAsync(url, connections, length) is { } wrk; round++)
        {
            var rate = Math.Clamp(wrk * Overload, 1_000, ScheduleText.MostPerSecond);
            var open = await OpenAsync(url, new ConstantRate(rate, length), connections, comesFirst: false);
            var closed = await ClosedAsync(url, connections, length);
            rounds.Add(new Round(wrk, open.PerSecond, closed.PerSecond));
        }

        var paced = await OpenAsync(url, new ConstantRate(arguments.Number("--rate", 2_000), length), connections: 200, comesFirst: true);
        var result = new Result
        {
            Rounds = rounds,
            OpenRatio = Median(rounds.Select(round => round.Open / round.Wrk)),
            ClosedRatio = Median(rounds.Select(round => round.Closed / round.Wrk)),
            ScheduleErrorP50Ms = paced.Tally.ScheduleError.NanosecondsAt(0.5) / 1e6,
            ScheduleErrorP99Ms = (paced.Tally.Unsent * 100 > paced.Tally.Begun ? double.PositiveInfinity : paced.Tally.ScheduleError.NanosecondsAt(0.99)) / 1e6,
            ScheduleErrorMaxMs = paced.Tally.ScheduleError.Max / 1e6,
            Unsent = paced.Tally.Unsent,
            Sent = paced.Tally.Begun,
            Info = warm.Info + paced.Info,
        };
        Console.WriteLine(arguments.Json ? JsonSerializer.Serialize(result) : Text(result, connections));
        if (rounds.Count == 0)
        {
            throw new LabException("wrk is not installed, so there is nothing to compare the throughput with. On Debian: sudo apt-get install wrk; on macOS: brew install wrk.");
        }
    }

    private static string Text(Result result, int connections) =>
        $"Requests a second over {connections} connections, {Environment.ProcessorCount} cores\n       wrk      open    closed\n"
        + string.Join('\n', result.Rounds.Select(round => $"{round.Wrk,10:0}{round.Open,10:0}{round.Closed,10:0}"))
        + $"\nmedian ratio to wrk: open {result.OpenRatio:0.00}, closed {result.ClosedRatio:0.00}\n"
        + $"schedule error: p50 {result.ScheduleErrorP50Ms:0.000} ms, p99 {result.ScheduleErrorP99Ms:0.000} ms, worst {result.ScheduleErrorMaxMs:0.0} ms; "
        + $"{result.Sent} sent, {result.Unsent} not; {result.Info} without a reply";

    private static async Task<Driven> OpenAsync(Uri url, ConstantRate schedule, int connections, bool comesFirst)
    {
        long[] offsets = [.. schedule.Arrivals(new Seed(42).Stream("arrivals"))];
        return await DriveAsync(url, connections, start => new OpenPacing(offsets, start), comesFirst);
    }

    private static Task<Driven> ClosedAsync(Uri url, int connections, TimeSpan length) =>
        DriveAsync(url, connections, start => new ClosedPacing(connections, TimeSpan.Zero, start, start + length.ToNanoseconds()), comesFirst: false);

    private static async Task<Driven> DriveAsync(Uri url, int connections, Func<long, IPacing> pace, bool comesFirst)
    {
        var latency = new Histogram();
        var info = 0;
        var workload = new Workload
        {
            Request = new RequestTemplate { Method = "GET", Service = "target", Path = url.AbsolutePath, Headers = new Dictionary<string, string>() },
            Outcomes = new OutcomeRules { Ok = [200], Fail = [] },
            Stock = 1,
            Requests = 2,
            Within = TimeSpan.FromSeconds(1),
            Timeout = TimeSpan.FromSeconds(10),
        };
        var origin = new Uri(url.GetLeftPart(UriPartial.Authority));
        var plan = LoadPlanner.Plan("bench", 0, new Seed(42), workload, new LoadOrder { Connections = connections }, origin);
        var tally = await new LoadLoop(
            plan,
            origin,
            sample =>
            {
                latency.Record(sample.Returned - sample.Scheduled);
                info += sample.Outcome == Outcome.Ok ? 0 : 1;
            },
            TimeProvider.System)
        { ComesFirst = comesFirst }.RunAsync(pace, CancellationToken.None);
        return new Driven(tally, (latency.Count - info) * 1e9 / tally.Elapsed, info);
    }

    /// <summary>Null when it is not installed.</summary>
    private static async Task<double?> WrkAsync(Uri url, int connections, TimeSpan length)
    {
        var start = new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{length.TotalSeconds:0}s", url.ToString()]) { RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
            using var wrk = Process.Start(start)!;
            var text = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            return double.Parse(PerSecond().Match(text).Groups["rate"].Value, CultureInfo.InvariantCulture);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    [GeneratedRegex(@"Requests/sec: +(?<rate>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PerSecond();

    private sealed record Driven(LoadTally Tally, double PerSecond, int Info);

    /// <summary>Requests a second.</summary>
    private sealed record Round(double Wrk, double Open, double Closed);

    private sealed record Result
    {
        public required IReadOnlyList<Round> Rounds { get; init; }

        public required double OpenRatio { get; init; }

        public required double ClosedRatio { get; init; }

        public required double ScheduleErrorP50Ms { get; init; }

        public required double ScheduleErrorP99Ms { get; init; }

        public required double ScheduleErrorMaxMs { get; init; }

        public required int Sent { get; init; }

        public required int Unsent { get; init; }

        public required int Info { get; init; }
    }
}
