using Lab.Chaos.Adapters;
using Lab.Chaos.Checks;
using Lab.Chaos.Cli;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.State;
using Lab.Chaos.Stress;
using Lab.Chaos.Stress.Loads;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Experiments;

/// <summary>One load from fresh keys to final reads: set up → drive, with glances at what must always hold → final reads.</summary>
internal sealed class LoadRunner(
    Scenario scenario,
    VolleySetup setup,
    StateReader state,
    HistoryWriter history,
    Seed seed,
    string run,
    Uri target,
    TimeProvider time)
{
    private const int SetUpAtOnce = 8;
    private const int KeysGlancedAt = 10;

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    /// <summary>Runs it; its keys are volleys from <paramref name="first"/> on.</summary>
    /// <returns>How many keys it had.</returns>
    public async Task<int> RunAsync(int first, ArmPlan arm, LoadOrder order, IStage stage, CancellationToken cancellationToken)
    {
        var plan = LoadPlanner.Plan(run, first, seed, scenario.Workload, order, target);
        await history.AppendAsync(
            new LoadStarted
            {
                Load = first,
                Model = order.Model,
                Schedule = order.Schedule,
                Driver = order.Driver?.Name,
                Connections = order.Connections,
                Keys = plan.Keys.Count,
                Zipf = scenario.Workload.Keys.Zipf,
            },
            cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = SetUpAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(plan.Keys, options, async (key, token) => await setup.PrepareAsync(key, token));
        for (var key = 0; key < plan.Keys.Count; key++)
        {
            await history.AppendAsync(Start(first, key, plan, arm), cancellationToken);
        }

        await DriveAsync(first, plan, order, stage, cancellationToken);
        stage.Say("final reads");
        for (var key = 0; key < plan.Keys.Count; key++)
        {
            await history.AppendAsync(await state.ReadAsync(first + key, plan.Keys[key], cancellationToken), cancellationToken);
        }

        return plan.Keys.Count;
    }

    private VolleyStarted Start(int first, int key, LoadPlan plan, ArmPlan arm) => new()
    {
        Volley = first + key,
        Variant = arm.Variant.Name,
        Condition = arm.Condition.Name,
        Key = plan.Keys[key],
        Stock = scenario.Workload.Stock,
        Requests = 0,
        Load = first,
    };

    private async Task DriveAsync(int first, LoadPlan plan, LoadOrder order, IStage stage, CancellationToken cancellationToken)
    {
        var live = new LiveNumbers();
        var recorder = new LoadRecorder(plan, first, history, live);
        var writing = recorder.WriteAsync();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = Task.WhenAll(TellAsync(live, stage, over.Token), GlanceAsync(plan, live, over.Token));
        try
        {
            var tally = order.Driver is { } driver
                ? await DriveAsync(driver, plan, order, recorder, cancellationToken)
                : await LoopAsync(first, plan, order, recorder, cancellationToken);
            recorder.Complete();
            await writing;
            await history.AppendAsync(Ended(first, tally), cancellationToken);
        }
        finally
        {
            recorder.Complete();
            await over.CancelAsync();
            await telling;
        }
    }

    private Task<LoadTally> LoopAsync(int first, LoadPlan plan, LoadOrder order, LoadRecorder recorder, CancellationToken cancellationToken)
    {
        // Drawn ahead: while requests are due nothing is drawn but bits by number.
        long[] offsets = order.Open is { } schedule ? [.. schedule.Arrivals(seed.Stream($"load/{first}/arrivals"))] : [];
        return new LoadLoop(plan, target, recorder.Add, time).RunAsync(
            start => order.Closed is { } closed
                ? new ClosedPacing(closed.Clients, closed.Think, start, start + closed.Length.ToNanoseconds())
                : new OpenPacing(offsets, start),
            cancellationToken);
    }

    private async Task<LoadTally> DriveAsync(
        ILoadDriver driver, LoadPlan plan, LoadOrder order, LoadRecorder recorder, CancellationToken cancellationToken)
    {
        using var sender = new ArrivalSender(plan, target, recorder.Add, time);
        await sender.ReachAsync(cancellationToken);
        await driver.DriveAsync(order, sender, time, cancellationToken);
        return sender.Tally();
    }

    private static LoadEnded Ended(int load, LoadTally tally) => new()
    {
        Load = load,
        Begun = tally.Begun,
        Unsent = tally.Unsent,
        Late = tally.Late,
        Uncaptured = tally.Uncaptured,
        ScheduleErrorP50 = tally.ScheduleError.NanosecondsAt(0.5),
        ScheduleErrorP99 = tally.ScheduleError.NanosecondsAt(0.99),
        ScheduleErrorMax = tally.ScheduleError.Max,
        Elapsed = tally.Elapsed,
        CutShort = tally.CutShort,
    };

    private async Task TellAsync(LiveNumbers live, IStage stage, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TellEvery, time, cancellationToken);
                stage.Say(live.Text());
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }

    private async Task GlanceAsync(LoadPlan plan, LiveNumbers live, CancellationToken cancellationToken)
    {
        // Those that may settle late say nothing while requests are under way.
        var always = scenario.Invariants
            .Where(invariant => invariant is { Holds: not null, Otherwise: Verdict.Violated } && invariant.Within == TimeSpan.Zero)
            .ToList();
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                await Task.Delay(TellEvery, time, cancellationToken);
                foreach (var key in plan.Keys.Take(KeysGlancedAt))
                {
                    var columns = await state.LookAsync(key, cancellationToken);
                    broken.UnionWith(always.Where(invariant => StateCheck.IsTrue(invariant.Holds!, columns) is false).Select(invariant => $"{invariant.Name} ({key})"));
                }

                live.Broken = broken.Count == 0 ? null : $"{broken.Count} violated so far: {broken.Min}";
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
        catch (Exception)
        {
            // The edge of a worker: a glance that fails has seen nothing, and the final reads will say why.
        }
    }
}
