using Lab.Chaos.Scenarios;
using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Predict.Traces;

/// <summary>
/// Pairs of requests with an order of steps that no serial execution has (Warszawski and Bailis, ACIDRain, SIGMOD 2017): two steps i before
/// j of the first, and steps of the second that conflict with both, so that it comes after i and before j. Serial traces are enough,
/// because they tell what each does; whether locks leave room for the other is read from them too.
/// <code>
/// check-then-act, lost update    A reads x ─────── B changes x ─────── A changes x
/// stale copy                     A touches x ───── B changes x, y ──── A overwrites y
/// inconsistent read              A reads x ─────── B changes x, y ──── A reads y
/// </code>
/// A step that tests and changes at once decides at its own moment, whatever was read before, and is no end of such a cycle.
/// </summary>
internal sealed class PairSearch(IReadOnlyList<RequestShape> shapes)
{
    private const int MostEvidence = 3;

    private readonly HashSet<Cell> _own = OwnCells(shapes);
    private readonly ILookup<string, Cell> _changed = shapes
        .SelectMany(shape => shape.Steps.Where(step => step.Access.Changes).Select(step => (shape.Request, step.Access.Cell)))
        .ToLookup(change => change.Request, change => change.Cell);

    /// <summary>Each pair once for each anomaly and place; the worst first, then what happens most.</summary>
    public static IReadOnlyList<RiskyPair> Find(IReadOnlyList<RequestShape> shapes) =>
    [
        .. new PairSearch(shapes).All()
            .GroupBy(pair => (pair.Anomaly, pair.First, pair.Second, string.Join('|', pair.Cells)))
            .Select(same => same.OrderBy(pair => pair.OnlyLease).ThenByDescending(pair => pair.Traces).First())
            .OrderBy(pair => pair.OnlyLease || pair.OwnKeys)
            .ThenByDescending(pair => pair.Anomaly)
            .ThenByDescending(pair => pair.Traces)
            .ThenByDescending(pair => pair.Window)
            .ThenBy(pair => pair.First, StringComparer.Ordinal)
            .ThenBy(pair => pair.Second, StringComparer.Ordinal),
    ];

    private IEnumerable<RiskyPair> All() =>
        from first in shapes
        from second in shapes
        from pair in Changes(first, second).Concat(Copies(first, second)).Concat(Readings(first, second))
        select pair;

    // Only the first change after the last reading relies on it: what comes later follows from the change.
    private IEnumerable<RiskyPair> Changes(RequestShape first, RequestShape second) =>
        from end in first.Steps.Index()
        where end.Item.Access.Effect is Effect.Overwrite or Effect.Add or Effect.Remove or Effect.Insert
        let begin = LastBefore(first, end.Index, end.Item.Access.Cell)
        where begin >= 0 && first.Steps[begin].Access.Reads
        from between in second.Steps.Index()
        where between.Item.Access.Changes && between.Item.Access.Cell == end.Item.Access.Cell
        let kept = Exclusion(first, begin, end.Index, second, between.Index)
        where kept is not Kept.Apart
        select Pair(end.Item.Access.Effect is Effect.Overwrite ? Anomaly.LostUpdate : Anomaly.CheckThenAct, first, begin, end.Index, second, [between.Index], kept);

    // What was read of the place itself in between is what is written there, not the copy. Tables of one database are seldom copies of
    // each other, and statements touch many of them.
    private IEnumerable<RiskyPair> Copies(RequestShape first, RequestShape second) =>
        from end in first.Steps.Index()
        where end.Item.Access.Effect is Effect.Overwrite
        from begin in first.Steps.Take(end.Index).Index()
        where begin.Item.Access.Cell != end.Item.Access.Cell
            && (begin.Item.Access.Reads || begin.Item.Access.Changes)
            && (begin.Item.Access.Cell.Store != end.Item.Access.Cell.Store || end.Item.Access.Sent is not null)
            && LastBefore(first, end.Index, begin.Item.Access.Cell) == begin.Index
            && !(LastBefore(first, end.Index, end.Item.Access.Cell) > begin.Index)
        let both = BothChanged(second, begin.Item.Access.Cell, end.Item.Access.Cell)
        where both is not null
        let kept = Exclusion(first, begin.Index, end.Index, second, both)
        where kept is not Kept.Apart
        select Pair(Anomaly.StaleCopy, first, begin.Index, end.Index, second, both, kept);

    private IEnumerable<RiskyPair> Readings(RequestShape first, RequestShape second) =>
        from end in first.Steps.Index()
        where end.Item.Access.Reads && IsOnlyRead(first, end.Item.Access.Cell)
        from begin in first.Steps.Take(end.Index).Index()
        where begin.Item.Access.Reads && begin.Item.Access.Cell != end.Item.Access.Cell && begin.Item.Span != end.Item.Span
            && IsOnlyRead(first, begin.Item.Access.Cell) && !SeesOneState(begin.Item, end.Item)
        let both = BothChanged(second, begin.Item.Access.Cell, end.Item.Access.Cell)
        where both is not null
        let kept = Exclusion(first, begin.Index, end.Index, second, both)
        where kept is not Kept.Apart
        select Pair(Anomaly.InconsistentRead, first, begin.Index, end.Index, second, both, kept);

    private static int LastBefore(RequestShape shape, int step, Cell cell)
    {
        for (var before = step - 1; before >= 0; before--)
        {
            if (shape.Steps[before].Access.Cell == cell && shape.Steps[before].Span != shape.Steps[step].Span)
            {
                return before;
            }
        }

        return -1;
    }

    private static int[]? BothChanged(RequestShape shape, Cell one, Cell other)
    {
        int[] changes =
        [
            .. new[] { one, other }.Select(cell => shape.Steps.Index()
                .Where(step => step.Item.Access.Cell == cell && step.Item.Access.Changes && step.Item.Access.Effect is not Effect.Insert)
                .Select(step => step.Index).DefaultIfEmpty(-1).First()),
        ];
        return changes.Contains(-1) ? null : [.. changes.Order()];
    }

    // Whoever changes it on another way through the code is judged by that: here it was refused.
    private bool IsOnlyRead(RequestShape shape, Cell cell) => !_changed[shape.Request].Contains(cell);

    private static bool SeesOneState(PlacedAccess one, PlacedAccess other) =>
        one.Held.Any(held => held.Lock.StartsWith("serializable ", StringComparison.Ordinal) && other.Held.Contains(held));

    private enum Kept
    {
        Together,
        ApartByLease,
        Apart,
    }

    // Whoever changes a row has to wait for whoever holds it, with or without FOR UPDATE.
    private static Kept Exclusion(RequestShape first, int begin, int end, RequestShape second, params int[] between)
    {
        Held[] around = [.. first.Steps[begin].Held.Intersect(first.Steps[end].Held)
            .Where(held => between.All(step => second.Steps[step].Held.Any(other => other.Lock == held.Lock)
                || second.Steps[step].Access is { Changes: true, Sent: null } change && Locks.Row(change.Cell) == held.Lock))];
        return around is [] ? Kept.Together : around.All(held => held.IsLease) ? Kept.ApartByLease : Kept.Apart;
    }

    private RiskyPair Pair(Anomaly anomaly, RequestShape first, int begin, int end, RequestShape second, int[] between, Kept kept)
    {
        var (from, to) = (first.Steps[begin].Access, first.Steps[end].Access);
        var window = first.Window(begin, end);
        return new RiskyPair
        {
            Anomaly = anomaly,
            First = first.Request,
            Second = second.Request,
            Boundary = new Boundary(first.Steps[end].Service, to.Cell.Store),
            Cells = [.. new[] { from.Cell, to.Cell }.Distinct().Select(cell => cell.ToString())],
            Steps =
            [
                $"A {first.Request} {from.Deed}",
                .. Before(second, between[0], from.Cell).Concat(between).Select(step => $"B {second.Request} {second.Steps[step].Access.Deed}"),
                $"A {first.Request} {to.Deed}",
            ],
            Sentence = PairText.Sentence(anomaly, first.Request, second.Request, from, to, window)
                + (kept is Kept.ApartByLease ? " Only a lease keeps them apart, and one who sleeps past its end goes on without it." : ""),
            Window = window,
            OnlyLease = kept is Kept.ApartByLease,
            OwnKeys = _own.Contains(from.Cell) || _own.Contains(to.Cell),
            Traces = Math.Min(first.Traces.Count, second.Traces.Count),
            Evidence = [.. first.Traces.Take(MostEvidence).Concat(second.Traces.Take(MostEvidence)).Select(trace => trace.TraceId).Distinct().Take(MostEvidence + 1)],
        };
    }

    // That the other has read the same before it changes it shows the picture of two who act on one reading.
    private static IEnumerable<int> Before(RequestShape shape, int step, Cell cell) =>
        LastBefore(shape, step, cell) is >= 0 and var read && shape.Steps[read].Access.Reads ? [read] : [];

    // Keys that are told, and never the same in two requests; with two requests nothing is known.
    private static HashSet<Cell> OwnCells(IReadOnlyList<RequestShape> shapes) =>
    [
        .. shapes.SelectMany(shape => shape.Traces)
            .SelectMany(request => request.Steps.Where(step => step.Access.Sent is not null).Select(step => (step.Access.Cell, step.Access.Sent)).Distinct())
            .GroupBy(use => use.Cell, use => use.Sent)
            .Where(keys => keys.Count() > 2 && keys.Distinct().Count() == keys.Count())
            .Select(keys => keys.Key),
    ];
}
