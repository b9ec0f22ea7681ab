using System.Globalization;
using System.Text.Json;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Contracts;

namespace Lab.Bench;

/// <summary>
/// Delays a stub serves against those asked of it. Drawn quantiles differ from asked ones by chance; served ones must not differ from
/// drawn ones by more than 1 ms or 2 %.
/// </summary>
internal static class StubBench
{
    public static readonly string[] Known = ["--requests", "--concurrency", "--median-ms", "--p99-ms"];

    private const double NormalP95 = 1.6449;
    private const double NormalP99 = 2.3263;

    public static async Task RunAsync(Arguments arguments)
    {
        var median = TimeSpan.FromMilliseconds(arguments.Number("--median-ms", 50));
        var p99 = TimeSpan.FromMilliseconds(arguments.Number("--p99-ms", 250));
        await using var stub = await TargetProcess.StartAsync("serve-stub", new Dictionary<string, string>
        {
            ["Stub__Median"] = median.ToString("c", CultureInfo.InvariantCulture),
            ["Stub__P99"] = p99.ToString("c", CultureInfo.InvariantCulture),
        });
        var requests = arguments.Number("--requests", 4000);
        var served = await ServeAsync(stub.Url, requests, arguments.Number("--concurrency", 50));
        var delay = LognormalDelay.Of(median, p99);
        var draws = new Draws(new Seed(42));
        double[] drawn = [.. Enumerable.Range(0, requests).Select(n => delay.At(draws.Uniform(Guid.Empty, $"bench-{n}")).TotalMilliseconds).Order()];
        var sigma = Math.Log(p99 / median) / NormalP99;
        Row[] rows =
        [
            new("p50", median.TotalMilliseconds, Quantile(drawn, 0.50), Quantile(served, 0.50)),
            new("p95", median.TotalMilliseconds * Math.Exp(sigma * NormalP95), Quantile(drawn, 0.95), Quantile(served, 0.95)),
            new("p99", p99.TotalMilliseconds, Quantile(drawn, 0.99), Quantile(served, 0.99)),
        ];
        Console.WriteLine(arguments.Json ? JsonSerializer.Serialize(rows)
            : $"Stub delays over {requests} requests, ms\n      asked    drawn   served  1 ms or 2 %\n" + string.Join('\n', rows.Select(row =>
                $"{row.Quantile} {row.AskedMs,8:0.00} {row.DrawnMs,8:0.00} {row.ServedMs,8:0.00}  {(row.IsKept ? "kept" : "missed")}")));
    }

    private static async Task<double[]> ServeAsync(Uri url, int requests, int concurrency)
    {
        using var client = new HttpClient { BaseAddress = url };
        await Parallel.ForAsync(0, 200, async (_, token) => await client.GetStringAsync(new Uri("/health", UriKind.Relative), token));
        var served = new double[requests];
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency };
        await Parallel.ForAsync(0, requests, options, async (n, token) =>
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "/pay");
            message.Headers.Add("Idempotency-Key", $"bench-{n}");
            var start = TimeProvider.System.GetTimestamp();
            using var reply = await client.SendAsync(message, token);
            served[n] = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        });
        Array.Sort(served);
        return served;
    }

    private static double Quantile(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private sealed record Row(string Quantile, double AskedMs, double DrawnMs, double ServedMs)
    {
        public bool IsKept => Math.Abs(ServedMs - DrawnMs) <= Math.Max(1, 0.02 * DrawnMs);
    }
}
