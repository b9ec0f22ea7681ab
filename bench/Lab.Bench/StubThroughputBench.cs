using System.Diagnostics;
using System.Text.Json;

namespace Lab.Bench;

/// <summary>
/// What a stub that is not slow costs, against a bare Kestrel endpoint that sends the same bytes: requests a second, and processor time
/// of the server for one request, which tells the same where client and server share the processors. Slices alternate, so that
/// whatever else the machine does hits both.
/// </summary>
internal static class StubThroughputBench
{
    public static readonly string[] Known = ["--slices", "--seconds", "--connections"];

    private const double Budget = 0.7;

    public static async Task RunAsync(Arguments arguments)
    {
        var connections = arguments.Number("--connections", 32);
        var length = TimeSpan.FromSeconds(arguments.Number("--seconds", 2));
        await using var bare = await TargetProcess.StartAsync("serve-bare", new Dictionary<string, string>());
        await using var stub = await TargetProcess.StartAsync("serve-fast-stub", new Dictionary<string, string>());
        foreach (var target in new[] { bare, stub })
        {
            await ClosedLoop.RunAsync(target.Url, connections, length);   // warms up; not counted
        }

        List<Slice> slices = [];
        for (var n = 0; n < arguments.Number("--slices", 10); n++)
        {
            // The order turns, or the second would always run on a warmer machine.
            foreach (var (name, target) in n % 2 == 0 ? [("bare", bare), ("stub", stub)] : new[] { ("stub", stub), ("bare", bare) })
            {
                var before = target.ProcessorTime;
                var requests = await ClosedLoop.RunAsync(target.Url, connections, length);
                slices.Add(new Slice(name, requests / length.TotalSeconds, (target.ProcessorTime - before).TotalMicroseconds / requests));
            }
        }

        Slice[] medians = [Median("bare", slices), Median("stub", slices)];
        var ratio = medians[1].PerSecond / medians[0].PerSecond;
        var cost = medians[0].ServerMicroseconds / medians[1].ServerMicroseconds;
        Console.WriteLine(arguments.Json ? JsonSerializer.Serialize(new { ratio, cost, slices })
            : $"{connections} connections, medians of {slices.Count / 2} slices of {length.TotalSeconds:0} s\n"
                + string.Join('\n', medians.Select(row => $"{row.Server}  {row.PerSecond,8:0} requests/s  {row.ServerMicroseconds,6:0.0} us of the server's processors each"))
                + $"\nstub / bare: {ratio:P0} of the throughput, {cost:P0} by processor time; budget {Budget:P0}: {(Math.Min(ratio, cost) >= Budget ? "kept" : "missed")}");
    }

    private static Slice Median(string server, IEnumerable<Slice> slices)
    {
        Slice[] own = [.. slices.Where(slice => slice.Server == server)];
        return new Slice(server, Middle(own.Select(slice => slice.PerSecond)), Middle(own.Select(slice => slice.ServerMicroseconds)));
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : throw new UnreachableException();

    private sealed record Slice(string Server, double PerSecond, double ServerMicroseconds);
}
