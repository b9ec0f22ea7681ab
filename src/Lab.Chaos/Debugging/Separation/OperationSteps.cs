using Lab.Chaos.Collect;
using Lab.Chaos.Tracing.Accesses;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>The steps of one operation, read from the spans of its trace.</summary>
internal static class OperationSteps
{
    // What is done oftener by one operation is a loop, of which the first rounds tell enough.
    private const int MostOfOne = 3;

    private const string ValueAttribute = "lab.value";

    /// <param name="number">Of the operation within its volley.</param>
    /// <param name="operation">From the history.</param>
    /// <param name="trace">Its spans.</param>
    /// <param name="cells">Numbers of the cells of the volley, to which those that are new are added.</param>
    public static IReadOnlyList<TracedStep> Of(int number, Operation operation, IReadOnlyList<SpanRecord> trace, Dictionary<Cell, int> cells)
    {
        var kind = operation.Step ?? StepMark.UsualKind;
        Dictionary<string, int> counts = [];
        List<TracedStep> steps = [];
        foreach (var span in trace.OrderBy(span => span.Start))
        {
            List<(Access Access, string Command)> accesses = [.. StoreSpans.Of(span).Where(pair => pair.Access.Reads || pair.Access.Changes)];
            if (Text(span, accesses) is not { } text || (counts[text] = counts.GetValueOrDefault(text) + 1) > MostOfOne)
            {
                continue;
            }

            steps.Add(new TracedStep
            {
                Name = new StepName(kind, text, counts[text]),
                Operation = number,
                Start = span.Start,
                End = span.End,
                Cells = [.. accesses.Select(pair => Touched(pair.Access, cells)).Distinct()],
                Value = accesses.Count == 1 ? span.Attributes.GetValueOrDefault(ValueAttribute) : null,
            });
        }

        return steps;
    }

    // A span of a store that reads and changes nothing, as one that opens a connection, is no step.
    private static string? Text(SpanRecord span, List<(Access Access, string Command)> accesses) =>
        accesses.Count > 0 ? StepText.Of(accesses)
        : StoreSpans.Attribute(span, "db.system.name", "db.system") is not null ? null
        : span.Kind == "client" ? StepText.OfCall(span)
        : span.Kind == "server" ? $"{span.Name} at {span.Service}"
        : null;

    private static TouchedCell Touched(Access access, Dictionary<Cell, int> cells)
    {
        var exact = access.Sent is { } key ? access.Cell with { Key = key } : access.Cell;
        if (!cells.TryGetValue(exact, out var number))
        {
            cells[exact] = number = cells.Count;
        }

        return new TouchedCell(access.Cell, number, access.Changes);
    }
}
