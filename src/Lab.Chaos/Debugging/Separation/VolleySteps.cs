using Lab.Chaos.Collect;
using Lab.Chaos.Histories;
using Lab.Chaos.Tracing.Accesses;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>What the operations of one volley did, step by step, as the spans of their traces tell it.</summary>
internal sealed class VolleySteps
{
    private readonly Dictionary<StepName, TracedStep?[]> _byName = [];

    private VolleySteps(IReadOnlyList<IReadOnlyList<TracedStep>> operations)
    {
        Operations = operations;
        foreach (var step in operations.SelectMany(steps => steps))
        {
            if (!_byName.TryGetValue(step.Name, out var ofAll))
            {
                _byName[step.Name] = ofAll = new TracedStep?[operations.Count];
            }

            ofAll[step.Operation] = step;
        }
    }

    /// <summary>Of each operation that was answered its steps, by the time they began.</summary>
    public IReadOnlyList<IReadOnlyList<TracedStep>> Operations { get; }

    /// <summary>Share of the operations whose spans were collected.</summary>
    public double Seen => Operations.Count == 0 ? 0 : (double)Operations.Count(steps => steps.Count > 0) / Operations.Count;

    /// <summary>Every step that somebody took.</summary>
    public IEnumerable<StepName> Names => _byName.Keys;

    /// <summary>Of each operation that step; null for those that did not take it.</summary>
    public IReadOnlyList<TracedStep?> All(StepName name) => _byName.GetValueOrDefault(name) ?? [];

    /// <param name="volley">From the history.</param>
    /// <param name="trace">The spans of a trace; none when nothing was collected of it.</param>
    public static VolleySteps Of(VolleyHistory volley, Func<string, IReadOnlyList<SpanRecord>> trace)
    {
        Dictionary<Cell, int> cells = [];
        return new VolleySteps([.. Answered(volley).Select((operation, n) => OperationSteps.Of(n, operation, trace(operation.TraceId!), cells))]);
    }

    /// <summary>The operations whose steps can be looked at.</summary>
    public static IEnumerable<Operation> Answered(VolleyHistory volley) => volley.UnderCondition.Where(operation => operation.Status != 0 && operation.TraceId is not null);

    /// <summary>Steps on cells that several operations are about, and one of them changes.</summary>
    public IEnumerable<TracedStep> Contended()
    {
        var contended = Operations.SelectMany(steps => steps).SelectMany(step => step.Cells.Select(cell => (step.Operation, Cell: cell)))
            .GroupBy(pair => pair.Cell.Exact)
            .Where(cell => cell.Any(pair => pair.Cell.Changes) && cell.Select(pair => pair.Operation).Distinct().Count() > 1)
            .Select(cell => cell.Key).ToHashSet();
        return Operations.SelectMany(steps => steps).Where(step => step.Cells.Any(cell => contended.Contains(cell.Exact)));
    }
}
