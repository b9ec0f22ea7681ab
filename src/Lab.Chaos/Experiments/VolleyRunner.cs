using Lab.Chaos.Break;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Running;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.State;
using Lab.Chaos.Stress;
using Lab.Chaos.Targets;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Experiments;

/// <summary>
/// One volley from fresh key to final reads, in this order and no other:
/// set up → arm the fault → release → heal → recover → sell the rest → final reads.
/// Final reads come after recovery, never during a fault.
/// </summary>
internal sealed class VolleyRunner(
    Scenario scenario,
    ITarget target,
    VolleyDriver driver,
    VolleySetup setup,
    Nemesis nemesis,
    FaultBook book,
    SteadyState steadyState,
    StateReader state,
    HistoryWriter history,
    VolleyPlanner planner,
    string run)
{
    /// <summary>Runs it and gives back what was recorded.</summary>
    public async Task<VolleyHistory> RunAsync(
        int number, Variant variant, Condition condition, VolleySize size, CancellationToken cancellationToken)
    {
        var key = $"{run}-{number}";
        await setup.PrepareAsync(key, size.Stock ?? scenario.Workload.Stock, cancellationToken);
        await using var entry = condition.Alignment == Alignment.Aligned
            ? await EntryFirst.BeginAsync(target, scenario.Workload.Request.Service, cancellationToken)
            : null;
        var start = new VolleyStarted
        {
            Volley = number,
            Variant = variant.Name,
            Condition = condition.Name,
            Key = key,
            Stock = size.Stock ?? scenario.Workload.Stock,
            Requests = size.Requests,
            EntryFirst = entry?.IsFirst,
        };
        await history.AppendAsync(start, cancellationToken);

        var volley = planner.Plan(number, key, condition.Alignment, size.Requests, size.Within, spread: size.Spread);
        var (operations, faults) = condition.Fault is { } fault
            ? await UnderFaultAsync(volley, fault, size, entry, cancellationToken)
            : (await FireAsync(volley, entry, static () => { }, cancellationToken), []);

        var final = await state.ReadAsync(number, key, cancellationToken);
        await history.AppendAsync(final, cancellationToken);
        return new VolleyHistory { Start = start, Operations = operations, Faults = faults, Final = final };
    }

    private async Task<(IReadOnlyList<Operation> Operations, IReadOnlyList<FaultEvent> Faults)> UnderFaultAsync(
        Volley volley, ChaosEngine fault, VolleySize size, EntryFirst? entry, CancellationToken cancellationToken)
    {
        List<Operation> operations;
        book.Begin(volley.Number);
        ArmedFault armed;
        await using (armed = await nemesis.ArmAsync(fault, fault.Experiments[0], volley.Number, cancellationToken))
        {
            operations = [.. await FireAsync(volley, entry, armed.Released, cancellationToken)];
            await armed.HealedAsync();
        }

        await steadyState.ReachedAsync(volley.Number, cancellationToken);

        // What a fault kept from being sold is sold now. Without this a fix that stalls would look like one that holds,
        // and damage that shows only at the next buyer would not show.
        var rest = planner.Plan(volley.Number, volley.Key, Alignment.Aligned, size.Requests, size.Within, after: size.Requests);
        operations.AddRange(await FireAsync(rest, entry: null, static () => { }, cancellationToken));
        return (operations, book.Of(volley.Number));
    }

    private async Task<IReadOnlyList<Operation>> FireAsync(
        Volley volley, EntryFirst? entry, Action released, CancellationToken cancellationToken)
    {
        IReadOnlyList<Operation> operations;
        await using (entry)
        {
            target.Spans?.Claim(volley.Requests.Select(request => request.TraceId));
            operations = await driver.FireAsync(volley, released, cancellationToken);
        }

        foreach (var operation in operations)
        {
            await history.AppendAsync(new OperationLine(operation), cancellationToken);
        }

        return operations;
    }
}

/// <summary>How many requests a volley has, and over what window the unaligned arm spreads them.</summary>
internal sealed record VolleySize(int Requests, TimeSpan Within)
{
    /// <summary>Units of the fresh key; null for as many as the workload says.</summary>
    public int? Stock { get; init; }

    /// <summary>Window over which an aligned volley is let go of; zero, as usual, for all at once.</summary>
    public TimeSpan Spread { get; init; }

    /// <summary>As the workload says, unless the condition says otherwise.</summary>
    public static VolleySize Of(Scenario scenario, Condition condition) =>
        new(condition.Requests ?? scenario.Workload.Requests, scenario.Workload.Within) { Stock = condition.Stock };
}
