using System.Text.Json;
using Lab.Chaos.Checks;
using Lab.Chaos.Checks.Linearizability;
using Lab.Chaos.Checks.Linearizability.Models;
using Lab.Contracts;

namespace Lab.Bench;

/// <summary>
/// How long histories take to judge, witness included, next to a plain memoised search over the same histories in the same run, with processor time, which a
/// busy machine does not change. Budgets: 100,000 operations over 1,000 keys in 2 s; 200 concurrent buys of one key, oversold by one, in 1 s.
/// </summary>
internal static class LinearBench
{
    public static readonly string[] Known = ["--operations", "--keys", "--buys", "--most"];

    public static Task RunAsync(Arguments arguments)
    {
        var operations = arguments.Number("--operations", 100_000);
        var keys = arguments.Number("--keys", 1_000);
        var buys = arguments.Number("--buys", 200);
        var most = arguments.Number("--most", 3_000_000);
        var registers = Registers(new Seed(42), operations, keys);
        Warm();
        Row[] rows =
        [
            Measured($"{operations} operations, {keys} keys", "lab", () => Judge(registers, SearchLimits.Default)),
            Measured($"{operations} operations, {keys} keys", "plain", () => Plain(registers, most)),
            .. new[] { 12, 16, 20, buys }.SelectMany(count => Oversold(count, most)),
            .. new[] { 8, 10, buys }.SelectMany(count => StaleRead(count, most)),
        ];
        Console.WriteLine(arguments.Json ? JsonSerializer.Serialize(rows)
            : "history                                  judged by          ms     cpu ms  verdict    configurations\n" + string.Join('\n', rows.Select(row =>
                $"{row.History,-40} {row.By,-10} {row.Milliseconds,10:0.0} {row.CpuMilliseconds,10:0.0}  {row.Verdict,-9} {row.Configurations,15}")));
        return Task.CompletedTask;
    }

    private static IEnumerable<Row> Oversold(int count, int most)
    {
        var (name, model) = ($"{count} buys at once, 1 too many", new Counter(count - 1));
        TimedCall<CounterCall>[] buys = [.. Enumerable.Range(0, count).Select(n => Call($"b{n}", (CounterCall)new CounterCall.Buy(1), n, 1_000_000 + n))];
        yield return Measured(name, "lab", () =>
            (new KeyJudge<long, CounterCall>(model, SearchLimits.Default, TimeProvider.System).Judge("x", buys).Verdict, null));
        yield return Measured(name, "search", () =>
        {
            var found = new Search<long, CounterCall>(model, SearchLimits.Default, TimeProvider.System).Run(buys);
            return (found.Verdict, found.Configurations);
        });
        yield return Measured(name, "plain", () => new PlainSearch<long, CounterCall>(model, most).Run(buys));
    }

    private static IEnumerable<Row> StaleRead(int count, int most)
    {
        var name = $"{count} updates and reads at once, 1 stale";
        var model = new Register("0");
        TimedCall<RegisterCall>[] calls =
        [
            .. Enumerable.Range(1, count).Select(n => Call($"u{n}", (RegisterCall)new RegisterCall.Write($"{n}"), n, 1_000_000 + n)),
            .. Enumerable.Range(1, count).Select(n => Call($"r{n}", (RegisterCall)new RegisterCall.Read($"{n}"), n, 1_000_000 + n)),
            Call("stale", (RegisterCall)new RegisterCall.Read("0"), 2_000_000, 2_000_001),
        ];
        yield return Measured(name, "lab", () =>
            (new KeyJudge<Register.State, RegisterCall>(model, SearchLimits.Default, TimeProvider.System).Judge("x", calls).Verdict, null));
        yield return Measured(name, "search", () =>
        {
            var found = new Search<Register.State, RegisterCall>(model, SearchLimits.Default, TimeProvider.System).Run(calls);
            return (found.Verdict, found.Configurations);
        });
        yield return Measured(name, "plain", () => new PlainSearch<Register.State, RegisterCall>(model, most).Run(calls));
    }

    private static (Verdict, int?) Judge(IReadOnlyList<(string, TimedCall<RegisterCall>)> history, SearchLimits limits) =>
        (Verdicts.Worst(PerKey.Judge(new Register("0"), history, limits, TimeProvider.System).Select(key => key.Verdict)), null);

    private static (Verdict, int?) Plain(IReadOnlyList<(string Key, TimedCall<RegisterCall> Call)> history, int most)
    {
        var found = history.GroupBy(one => one.Key, one => one.Call)
            .Select(calls => new PlainSearch<Register.State, RegisterCall>(new Register("0"), most).Run([.. calls]))
            .ToList();
        return (Verdicts.Worst(found.Select(one => one.Verdict)), found.Sum(one => one.Configurations));
    }

    // Linearizable by making: each call takes effect at its own moment, a tick after the one before, and is open for up to ten ticks on both sides.
    private static List<(string, TimedCall<RegisterCall>)> Registers(Seed seed, int operations, int keys)
    {
        var random = seed.Stream("registers");
        var history = new List<(string, TimedCall<RegisterCall>)>(operations);
        for (var key = 0; key < keys; key++)
        {
            var value = "0";
            for (var n = 0; n < operations / keys; n++)
            {
                var writes = random.Next(2) == 0;
                value = writes ? $"{random.Next(5)}" : value;
                RegisterCall call = writes ? new RegisterCall.Write(value) : new RegisterCall.Read(value);
                history.Add(($"k{key}", Call($"o{n}", call, n * 10 - random.Next(100), n * 10 + random.Next(100))));
            }
        }

        return history;
    }

    private static void Warm()
    {
        _ = Judge(Registers(new Seed(1), 2_000, 20), SearchLimits.Default);
        _ = Plain(Registers(new Seed(1), 2_000, 20), 100_000);
        _ = Oversold(8, 100_000).Count();
    }

    private static Row Measured(string history, string by, Func<(Verdict Verdict, int? Configurations)> judge)
    {
        GC.Collect();
        var (started, busy) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var (verdict, configurations) = judge();
        var (elapsed, cpu) = (TimeProvider.System.GetElapsedTime(started), Environment.CpuUsage.TotalTime - busy);
        return new Row(history, by, elapsed.TotalMilliseconds, cpu.TotalMilliseconds, verdict.ToString(), configurations);
    }

    private static TimedCall<TCall> Call<TCall>(string id, TCall call, long invoked, long returned)
        where TCall : class, IEquatable<TCall> => new() { Id = id, Call = call, Invoked = invoked, Returned = returned };

    private sealed record Row(string History, string By, double Milliseconds, double CpuMilliseconds, string Verdict, int? Configurations);
}
