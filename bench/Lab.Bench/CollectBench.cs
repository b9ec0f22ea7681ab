using System.Diagnostics;
using System.Text.Json;
using Lab.Chaos.Collect;
using Lab.Chaos.Collect.Storing;

namespace Lab.Bench;

/// <summary>
/// What the collector costs the target: a bare Kestrel endpoint of which nobody hears, and one of which every request leaves a span that is
/// exported to a collector in this process, as in a run. Slices alternate, so that whatever else the machine does hits both.
/// </summary>
internal static class CollectBench
{
    public static readonly string[] Known = ["--slices", "--seconds", "--connections"];

    public static async Task RunAsync(Arguments arguments)
    {
        var connections = arguments.Number("--connections", 32);
        var length = TimeSpan.FromSeconds(arguments.Number("--seconds", 2));
        await using var collector = await Collector.StartAsync(0, 0, relay: null, new SpanLimits(), TimeProvider.System, CancellationToken.None);
        await using var without = await TargetProcess.StartAsync("serve-traced", new Dictionary<string, string>());
        await using var with = await TargetProcess.StartAsync("serve-traced", OtlpVariables.For(collector.Http));
        foreach (var target in new[] { without, with })
        {
            await ClosedLoop.RunAsync(target.Url, connections, length);   // warms up; not counted
        }

        List<Slice> slices = [];
        for (var n = 0; n < arguments.Number("--slices", 10); n++)
        {
            foreach (var (name, target) in n % 2 == 0 ? [("without", without), ("with", with)] : new[] { ("with", with), ("without", without) })
            {
                var (processor, spans) = (target.ProcessorTime, collector.Counts.Spans);
                var requests = await ClosedLoop.RunAsync(target.Url, connections, length);
                slices.Add(new Slice(name, requests / length.TotalSeconds, (target.ProcessorTime - processor).TotalMicroseconds / requests, (collector.Counts.Spans - spans) / length.TotalSeconds));
            }
        }

        Slice[] medians = [Median("without", slices), Median("with", slices)];
        var ratio = medians[1].PerSecond / medians[0].PerSecond;
        Console.WriteLine(arguments.Json ? JsonSerializer.Serialize(new { ratio, slices })
            : $"{connections} connections, medians of {slices.Count / 2} slices of {length.TotalSeconds:0} s, client and collector in one process\n"
                + string.Join('\n', medians.Select(row => $"{row.Collector,7} collector  {row.PerSecond,8:0} requests/s  {row.ServerMicroseconds,6:0.0} us of the target's processors each  {row.SpansPerSecond,8:0} spans/s taken"))
                + $"\nwith / without: {ratio:P0} of the throughput, {medians[1].ServerMicroseconds - medians[0].ServerMicroseconds:0.0} us a request");
    }

    private static Slice Median(string collector, IEnumerable<Slice> slices)
    {
        Slice[] own = [.. slices.Where(slice => slice.Collector == collector)];
        return new Slice(collector, Middle(own.Select(slice => slice.PerSecond)), Middle(own.Select(slice => slice.ServerMicroseconds)), Middle(own.Select(slice => slice.SpansPerSecond)));
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : throw new UnreachableException();

    private sealed record Slice(string Collector, double PerSecond, double ServerMicroseconds, double SpansPerSecond);
}
