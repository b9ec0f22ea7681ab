using System.Diagnostics;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Running;
using Lab.Chaos.Cli;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.State;
using Lab.Chaos.Stress;
using Lab.Chaos.Tracing;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Experiments;

/// <summary>
/// Volleys that go on while faults come and go by a schedule of their own:
/// gate → volley after volley under the schedule → heal → recover → sell the rest of every key → final reads of all.
/// </summary>
internal sealed class ScheduleRunner(
    Scenario scenario,
    FaultSite site,
    VolleyDriver driver,
    VolleySetup setup,
    SteadyState steadyState,
    StateReader state,
    HistoryWriter history,
    VolleyPlanner planner,
    string run)
{
    /// <summary>Most volleys of one schedule; a system that refuses in no time would fill the disk.</summary>
    private const int MostVolleys = 2_000;

    /// <summary>Runs it; its volleys have the numbers from <paramref name="first"/> on.</summary>
    public async Task<ScheduleOutcome> RunAsync(
        int first, ArmPlan arm, IReadOnlyList<ChaosEngine> schedule, IStage stage, CancellationToken cancellationToken)
    {
        await steadyState.ReachedAsync(first, cancellationToken);
        List<Volley> fired = [];
        Task<IReadOnlyList<FaultRun>>? running = null;
        var words = "";

        // Ends the schedule when the volleys fail, so that nothing stays broken.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (running is not { IsCompleted: true } && fired.Count < MostVolleys)
            {
                if (await TryBeginAsync(first + fired.Count, arm, cancellationToken) is { } volley)
                {
                    // Not before there is a volley that the first fault can be written down under.
                    running ??= new LocalExecutor(site, arm.Variant.Name, said => Volatile.Write(ref words, said)).RunAsync(schedule, end.Token);
                    fired.Add(volley);
                    await FireAsync(volley, arm, cancellationToken);
                }

                stage.Advance(Volatile.Read(ref words));
            }
        }
        catch
        {
            await end.CancelAsync();
            await (running ?? Task.CompletedTask).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }

        var faults = await running!;
        stage.Say("recovering");
        var healed = site.Time.GetTimestamp();
        await steadyState.ReachedAsync(first + fired.Count, cancellationToken);
        var recovered = site.Time.GetElapsedTime(healed);
        stage.Say("selling the rest");
        foreach (var volley in fired)
        {
            await SellTheRestAsync(volley, arm.Size, cancellationToken);
        }

        foreach (var volley in fired)
        {
            await history.AppendAsync(await state.ReadAsync(volley.Number, volley.Key, cancellationToken), cancellationToken);
        }

        return new ScheduleOutcome(fired.Count, faults, recovered);
    }

    // What came out of it is known when all is over; its span ends with its last reply.
    private async Task FireAsync(Volley volley, ArmPlan arm, CancellationToken cancellationToken)
    {
        var around = Activity.Current;
        using var span = Spans.Volley(volley.Number, arm);
        site.Book.Strikes(span);
        site.Target.Collector?.Spans.Claim(volley.Requests.Select(request => request.TraceId).Concat(span is null ? [] : [span.TraceId.ToHexString()]));
        var operations = await driver.FireAsync(volley, cancellationToken);
        span.Touched(volley, operations);
        around.TouchedBy(span);
        await WriteAsync(operations, cancellationToken);
    }

    // A key that cannot even be set up under a fault is no volley; the next one is tried.
    private async Task<Volley?> TryBeginAsync(int number, ArmPlan arm, CancellationToken cancellationToken)
    {
        var key = $"{run}-{number}";
        var stock = arm.Size.Stock ?? scenario.Workload.Stock;
        try
        {
            await setup.PrepareAsync(key, stock, cancellationToken);
        }
        catch (LabException)
        {
            return null;
        }

        await history.AppendAsync(
            new VolleyStarted
            {
                Volley = number,
                Variant = arm.Variant.Name,
                Condition = arm.Condition.Name,
                Key = key,
                Stock = stock,
                Requests = arm.Size.Requests,
            },
            cancellationToken);
        site.Book.Begin(number);
        return planner.Plan(number, key, arm.Condition.Alignment, arm.Size.Requests, arm.Size.Within);
    }

    // What a fault kept from being sold is sold now, or a fix that stalls would look like one that holds.
    private async Task SellTheRestAsync(Volley volley, VolleySize size, CancellationToken cancellationToken) => await WriteAsync(
        await driver.FireAsync(
            planner.Plan(volley.Number, volley.Key, Alignment.Aligned, size.Requests, size.Within, after: size.Requests), cancellationToken),
        cancellationToken);

    private async Task WriteAsync(IReadOnlyList<Operation> operations, CancellationToken cancellationToken)
    {
        foreach (var operation in operations)
        {
            await history.AppendAsync(new OperationLine(operation), cancellationToken);
        }
    }
}

/// <summary>How a schedule went.</summary>
/// <param name="Volleys">How many were fired meanwhile.</param>
/// <param name="Faults">Each experiment, in order.</param>
/// <param name="Recovery">From the healing of the last fault to the steady state.</param>
internal sealed record ScheduleOutcome(int Volleys, IReadOnlyList<FaultRun> Faults, TimeSpan Recovery);
