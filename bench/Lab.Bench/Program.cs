using Lab.Bench;
using Lab.Contracts;

// The target serves from a process of its own, as a real service does: this binary again, as `serve`.
try
{
    switch (args)
    {
        case ["serve"]:
            await TargetServer.ServeAsync();
            return 0;
        case ["serve-stub"]:
            await TargetServer.ServeStubAsync();
            return 0;
        case ["serve-fast-stub"]:
            await TargetServer.ServeFastStubAsync();
            return 0;
        case ["serve-bare"]:
            await TargetServer.ServeBareAsync();
            return 0;
        case ["stub-throughput", .. var rest]:
            await StubThroughputBench.RunAsync(Arguments.Parse(rest, StubThroughputBench.Known));
            return 0;
        case ["spread", .. var rest]:
            await SpreadBench.RunAsync(Arguments.Parse(rest, SpreadBench.Known));
            return 0;
        case ["load", .. var rest]:
            await LoadBench.RunAsync(Arguments.Parse(rest, LoadBench.Known));
            return 0;
        case ["link", .. var rest]:
            await LinkBench.RunAsync(Arguments.Parse(rest, LinkBench.Known));
            return 0;
        case ["stub", .. var rest]:
            await StubBench.RunAsync(Arguments.Parse(rest, StubBench.Known));
            return 0;
        case ["linear", .. var rest]:
            await LinearBench.RunAsync(Arguments.Parse(rest, LinearBench.Known));
            return 0;
        default:
            await Console.Error.WriteLineAsync("Usage: Lab.Bench spread [--volleys 200] [--requests 200] [--warm-up 20] "
                + "[--url http://127.0.0.1:5000/orders [--body '{\"event\":\"{key}\",\"buyer\":\"{operation}\"}'] [--setup-url http://127.0.0.1:5001/events/{key} --setup-body '{\"capacity\":50}'] [--first checkout]] [--json]\n"
                + "       Lab.Bench load [--rounds 5] [--seconds 4] [--connections 64] [--rate 2000] [--json]\n"
                + "       Lab.Bench link [--rounds 9] [--milliseconds 500] [--connections 50] [--json]\n"
                + "       Lab.Bench stub [--requests 4000] [--concurrency 50] [--median-ms 50] [--p99-ms 250] [--json]\n"
                + "       Lab.Bench stub-throughput [--slices 10] [--seconds 2] [--connections 32] [--json]\n"
                + "       Lab.Bench linear [--operations 100000] [--keys 1000] [--buys 200] [--most 3000000] [--json]");
            return 64;
    }
}
catch (LabException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 64;
}
