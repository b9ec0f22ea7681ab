using System.Collections.Concurrent;
using System.Diagnostics;
using Lab.Chaos.Stress;
using Lab.Chaos.Stress.Loads;
using Lab.Contracts.Histories;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Lab.Chaos.Adapters;

/// <summary>
/// NBomber begins the arrivals, the lab sends, records and judges them. Written against the public API of NBomber 6.7.0 as its
/// documentation and the open NBomber.Contracts give it (unchanged since 5.0); compiled only where LabAdapters names it (eng/Adapters.props).
/// </summary>
internal sealed class NBomberDriver : ILoadDriver
{
    /// <summary>In the environment; an organisation's key.</summary>
    private const string LicenceVariable = "NBOMBER_LICENSE";

    public string Name => "NBomber";

    public string Notice => NBomberPlan.Notice;

    public async Task DriveAsync(LoadOrder order, ArrivalSender sender, TimeProvider time, CancellationToken cancellationToken)
    {
        var simulations = NBomberPlan.Of(order, []).Select(Simulated).ToArray();
        var clients = new Clients(order.Closed, time);
        var arrivals = -1;
        IScenarioContext? latest = null;
        using var interrupted = cancellationToken.Register(() => latest?.StopCurrentTest("interrupted"));
        var scenario = Scenario.Create("lab", async context =>
        {
            latest = context;
            if (cancellationToken.IsCancellationRequested || sender.CutShort is not null)
            {
                context.StopCurrentTest(sender.CutShort ?? "interrupted");
                return Response.Ok();
            }

            var number = Interlocked.Increment(ref arrivals);
            var process = clients.Take(number);
            var outcome = await sender.SendAsync(number, process, cancellationToken);
            await clients.ReturnAsync(process, outcome, cancellationToken);
            return outcome == Outcome.Ok ? Response.Ok() : Response.Fail(statusCode: outcome?.ToString() ?? "not sent");
        })
        // Its warm-up runs the scenario for real, and would sell the stock before anything is measured.
        .WithoutWarmUp()
        // A refusal is an answer: it neither repeats the arrival nor, after 5,000 of them, ends the load.
        .WithRestartIterationOnFail(false)
        .WithMaxFailCount(int.MaxValue)
        .WithLoadSimulations(simulations);

        // Run blocks until it is over, on a background thread: whoever interrupts need not wait for NBomber to notice.
        await Task.Factory.StartNew(() => Run(scenario), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    // The journal and the verdict come from the lab's history, so its own reports are switched off; what it still prints is
    // progress, and standard output belongs to results.
    private static void Run(ScenarioProps scenario)
    {
        var output = Console.Out;
        Console.SetOut(Console.Error);
        try
        {
            var runner = NBomberRunner.RegisterScenarios(scenario)
                .WithoutReports()
                .WithReportFolder(Path.Combine(Path.GetTempPath(), "lab-nbomber"));   // its log goes there all the same
            if (Environment.GetEnvironmentVariable(LicenceVariable) is { Length: > 0 } licence)
            {
                runner = runner.WithLicense(licence);
            }

            _ = runner.Run(["--display-console-metrics=false"]);
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    private static LoadSimulation Simulated(NBomberSimulation one) => one.Kind switch
    {
        NBomberKind.Inject => Simulation.Inject(rate: one.Count, interval: one.Interval, during: one.During),
        NBomberKind.RampingInject => Simulation.RampingInject(rate: one.Count, interval: one.Interval, during: one.During),
        NBomberKind.KeepConstant => Simulation.KeepConstant(copies: one.Count, during: one.During),
        NBomberKind.Pause => Simulation.Pause(during: one.During),
        _ => throw new UnreachableException($"{one.Kind} is no simulation."),
    };

    /// <summary>
    /// Who asks. In the open model every arrival is somebody new; in the closed one a client goes on under its number until an answer stays
    /// out, whose effect may still come.
    /// </summary>
    private sealed class Clients(ClosedModel? closed, TimeProvider time)
    {
        private readonly ConcurrentQueue<int> _idle = new(Enumerable.Range(0, closed?.Clients ?? 0));
        private readonly long _end = time.Nanoseconds() + (closed?.Length ?? TimeSpan.Zero).ToNanoseconds();
        private int _processes = closed?.Clients ?? 0;

        public int Take(int number) =>
            closed is null ? number : _idle.TryDequeue(out var process) ? process : Interlocked.Increment(ref _processes) - 1;

        public async Task ReturnAsync(int process, Outcome? outcome, CancellationToken cancellationToken)
        {
            if (closed is null)
            {
                return;
            }

            _idle.Enqueue(outcome == Outcome.Info ? Interlocked.Increment(ref _processes) - 1 : process);
            if (closed.Think > TimeSpan.Zero && time.Nanoseconds() + closed.Think.ToNanoseconds() < _end)
            {
                await Task.Delay(closed.Think, time, cancellationToken);
            }
        }
    }
}

/// <summary>Tells that it is here.</summary>
internal static partial class BuiltIn
{
    static partial void FindNBomber(ref ILoadDriver? driver) => driver = new NBomberDriver();
}
