using System.Text.Json;
using Lab.Chaos;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Contracts.Histories;

namespace Lab.Bench;

/// <summary>
/// How far apart the requests of a volley arrive, fired by the lab and by <c>Task.WhenAll</c> over HttpClient: alternating, in one run,
/// so that both meet the same machine. Budget: at most one third.
/// </summary>
internal static class SpreadBench
{
    public static readonly string[] Known = ["--volleys", "--requests", "--warm-up", "--url", "--body", "--setup-url", "--setup-body", "--first"];

    // Every volley starts from a server at rest: threads that still spin from the volley before would flatter or harm the next one.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);

    // On two cores the scheduler splits about every second volley: the median of few of them is a toss of a coin.
    private const int Volleys = 200;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task RunAsync(Arguments arguments)
    {
        var rows = new List<Row>();
        if (arguments.Text("--url") is { } url)
        {
            rows.Add(await MeasureAsync(Address(url), arguments));
        }
        else
        {
            await using var target = await TargetProcess.StartAsync("serve", new Dictionary<string, string>());
            rows.Add(await MeasureAsync(new Uri(target.Url, "/plain"), arguments));
            rows.Add(await MeasureAsync(new Uri(target.Url, "/busy"), arguments));
        }

        Console.WriteLine(arguments.Json ? JsonSerializer.Serialize(rows, Indented) : Table(rows, arguments));
    }

    private static async Task<Row> MeasureAsync(Uri endpoint, Arguments arguments)
    {
        var requests = arguments.Number("--requests", 200);
        var warmUp = arguments.Number("--warm-up", 20);
        var volleys = arguments.Number("--volleys", Volleys);
        await using var fired = new Fired(endpoint, arguments.Text("--body") ?? """{"id":"{operation}","quantity":1}""", requests);
        using var lab = arguments.Text("--first") is null ? null : Running();
        List<VolleySpread> aligned = [], whenAll = [];
        List<TimeSpan> late = [];
        var notOk = 0;
        for (var round = 0; round < warmUp + volleys; round++)
        {
            await SetUpAsync(arguments, 2 * round, count: 2);
            await Task.Delay(Rest, TimeProvider.System);
            var theirs = await fired.WhenAllAsync(2 * round);
            await Task.Delay(Rest, TimeProvider.System);
            var ours = await VolleyAsync(fired, (2 * round) + 1, lab, arguments.Text("--first"));
            if (round >= warmUp)
            {
                whenAll.Add(theirs);
                aligned.Add(VolleySpread.Of(ours));
                notOk += ours.Count(operation => operation.Outcome == Outcome.Info);
            }
        }

        // The pacer is measured after them: what an unaligned volley leaves to do would fall into the volley that follows it.
        for (var number = 2 * (warmUp + volleys); number < (2 * (warmUp + volleys)) + volleys; number++)
        {
            await SetUpAsync(arguments, number, count: 1);
            var paced = await fired.VolleyAsync(number, Alignment.Unaligned);
            late.AddRange(paced.Select(operation => MonotonicClock.FromNanoseconds(operation.Sent - operation.Scheduled)));
            notOk += paced.Count(operation => operation.Outcome == Outcome.Info);
        }

        return Row.Of(endpoint, VolleySpread.Median(aligned), VolleySpread.Median(whenAll), [.. late.Order()], notOk);
    }

    // As in a hunt: the entry service comes first while the lab's volley lasts. Task.WhenAll is what somebody without the lab would do.
    private static async Task<IReadOnlyList<Operation>> VolleyAsync(Fired fired, int number, ControlClient? lab, string? service)
    {
        if (lab is null)
        {
            return await fired.VolleyAsync(number, Alignment.Aligned);
        }

        var answer = await lab.BoostAsync(service!, TimeSpan.FromSeconds(20), CancellationToken.None);
        if (answer.Processes == 0)
        {
            throw new LabException(answer.Problem ?? $"'{service}' has no process that could be scheduled first. Is it running?");
        }

        var operations = await fired.VolleyAsync(number, Alignment.Aligned);
        await lab.EndBoostAsync(service!, CancellationToken.None);
        return operations;
    }

    private static ControlClient Running() => RunFiles.Running(LabPaths.Find().Repository) is [var run, ..]
        ? new ControlClient(run)
        : throw new LabException("--first needs a running lab. Start one: ./lab up");

    private static Uri Address(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp
        ? address
        : throw new LabException($"--url is '{url}'; it must be an http address. Example: --url http://127.0.0.1:5000/orders.");

    // A fresh key for each volley: only then do both clients ask for the same work.
    private static async Task SetUpAsync(Arguments arguments, int first, int count)
    {
        if (arguments.Text("--setup-url") is not { } url)
        {
            return;
        }

        using var client = new HttpClient();
        for (var number = first; number < first + count; number++)
        {
            var address = url.Replace("{key}", Fired.Key(number), StringComparison.Ordinal);
            using var body = new StringContent(arguments.Text("--setup-body") ?? "{}", System.Text.Encoding.UTF8, "application/json");
            using var reply = await client.PutAsync(new Uri(address), body);
            reply.EnsureSuccessStatusCode();
        }
    }

    private static string Table(IEnumerable<Row> rows, Arguments arguments) =>
        $"Median spread p95-p5 of {arguments.Number("--requests", 200)} requests over {arguments.Number("--volleys", Volleys)} volleys, ms; "
        + $"{Environment.ProcessorCount} cores{(arguments.Text("--first") is { } service ? $"; {service} scheduled first in the lab's volleys" : "")}\n"
        + "endpoint                        lab: sent  received  first read | WhenAll: received  first read | ratio  first read"
        + " | pacer late p50    p99    max | info\n"
        + string.Join('\n', rows.Select(row =>
            $"{row.Endpoint,-30} {Number(row.SentMs),10} {Number(row.ReceivedMs),9} {Number(row.FirstReadMs),11} | "
            + $"{Number(row.WhenAllReceivedMs),17} {Number(row.WhenAllFirstReadMs),11} | "
            + $"{Number(row.ReceivedRatio),5} {Number(row.FirstReadRatio),11} | "
            + $"{row.LateP50Ms,14:0.00} {row.LateP99Ms,6:0.00} {row.LateMaxMs,6:0.00} | {row.Info,4}"));

    private static string Number(double? value) => value is { } number ? number.ToString("0.00") : "–";

    private sealed record Row
    {
        public required string Endpoint { get; init; }

        public required double? SentMs { get; init; }

        public required double? ReceivedMs { get; init; }

        public required double? FirstReadMs { get; init; }

        public required double? WhenAllReceivedMs { get; init; }

        public required double? WhenAllFirstReadMs { get; init; }

        public double? ReceivedRatio => ReceivedMs / WhenAllReceivedMs;

        public double? FirstReadRatio => FirstReadMs / WhenAllFirstReadMs;

        public required double LateP50Ms { get; init; }

        public required double LateP99Ms { get; init; }

        public required double LateMaxMs { get; init; }

        public required int Info { get; init; }

        public static Row Of(Uri endpoint, VolleySpread lab, VolleySpread whenAll, TimeSpan[] late, int info) => new()
        {
            Endpoint = endpoint.ToString(),
            SentMs = lab.Sent?.TotalMilliseconds,
            ReceivedMs = lab.Received?.TotalMilliseconds,
            FirstReadMs = lab.FirstRead?.TotalMilliseconds,
            WhenAllReceivedMs = whenAll.Received?.TotalMilliseconds,
            WhenAllFirstReadMs = whenAll.FirstRead?.TotalMilliseconds,
            LateP50Ms = late[late.Length / 2].TotalMilliseconds,
            LateP99Ms = late[(int)(late.Length * 0.99)].TotalMilliseconds,
            LateMaxMs = late[^1].TotalMilliseconds,
            Info = info,
        };
    }
}
