using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Lab.Bench;

/// <summary>
/// What a link without a toxic costs: PING to a real redis-server directly, through the link, and through a minimal epoll relay in C that the
/// compiler of this machine makes on the spot. One connection tells the latency, several the throughput. Rounds alternate, so that whatever
/// else the machine does hits all three.
/// </summary>
internal static class LinkBench
{
    public static readonly string[] Known = ["--rounds", "--milliseconds", "--connections"];

    private const double MostAddedMilliseconds = 0.15;
    private const double LeastShare = 0.8;

    public static async Task RunAsync(Arguments arguments)
    {
        using var redis = RelayedServer.Redis();
        using var link = RelayedServer.Link(redis.Port);
        using var reference = await RelayedServer.ReferenceAsync(redis.Port);
        (string Name, int Port)[] ways = [("direct", redis.Port), ("link", link.Port), .. reference is null ? [] : new[] { ("relay in C", reference.Port) }];
        var length = TimeSpan.FromMilliseconds(arguments.Number("--milliseconds", 500));
        var connections = arguments.Number("--connections", 50);
        foreach (var (_, port) in ways)
        {
            PingLoop.Run(port, connections, TimeSpan.FromSeconds(1));   // warms up; not counted
        }

        List<Round> rounds = [];
        for (var n = 0; n < arguments.Number("--rounds", 9); n++)
        {
            // The order turns, or the last would always run on a warmer machine.
            foreach (var (name, port) in ways.Skip(n % ways.Length).Concat(ways.Take(n % ways.Length)))
            {
                var alone = PingLoop.Run(port, 1, length);
                var together = PingLoop.Run(port, connections, length);
                rounds.Add(new Round(name, alone.MedianMilliseconds, together.PerSecond));
            }
        }

        Report(arguments.Json, connections, length, [.. ways.Select(way => Median(way.Name, rounds))]);
    }

    private static void Report(bool json, int connections, TimeSpan length, Round[] rows)
    {
        var added = rows[1].MedianMilliseconds - rows[0].MedianMilliseconds;
        double? share = rows.Length > 2 ? rows[1].PerSecond / rows[2].PerSecond : null;
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { addedMilliseconds = added, shareOfRelayInC = share, rows }));
            return;
        }

        Console.WriteLine($"PING to redis-server, medians of rounds of {length.TotalMilliseconds:0} ms");
        Console.WriteLine(string.Join('\n', rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Way,-10}  {row.MedianMilliseconds:0.000} ms with 1 connection  {row.PerSecond,8:0} a second with {connections}"))));
        Console.WriteLine($"link adds {added:0.000} ms at the median; budget {MostAddedMilliseconds} ms: {(added <= MostAddedMilliseconds ? "kept" : "missed")}");
        Console.WriteLine(share is { } part
            ? $"link / relay in C: {part:P0} of the throughput; budget {LeastShare:P0}: {(part >= LeastShare ? "kept" : "missed")}"
            : "No C compiler (cc) on PATH: the throughput has nothing to be held against.");
    }

    private static Round Median(string way, IEnumerable<Round> rounds)
    {
        Round[] own = [.. rounds.Where(round => round.Way == way)];
        return new Round(way, Middle(own.Select(round => round.MedianMilliseconds)), Middle(own.Select(round => round.PerSecond)));
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : throw new UnreachableException();

    private sealed record Round(string Way, double MedianMilliseconds, double PerSecond);
}
