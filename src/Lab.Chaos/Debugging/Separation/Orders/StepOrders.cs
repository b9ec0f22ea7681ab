namespace Lab.Chaos.Debugging.Separation.Orders;

/// <summary>Everything of steps that is compared between failing and passing volleys, the simplest first.</summary>
internal static class StepOrders
{
    /// <summary>Beyond so many, those with most steps are left out.</summary>
    private const int Most = 1_000;

    // A cell that takes more values than that is no count, and its values tell nothing.
    private const int MostValues = 100;

    public static IReadOnlyList<IStepOrder> Of(StepBook book, IReadOnlyList<VolleySteps> volleys) =>
        [.. Presences(book).Concat(Betweens(book)).Concat(Reads(book, volleys)).Concat(Crossings(book)).Take(Most)];

    private static IEnumerable<IStepOrder> Presences(StepBook book) => book.Contended.Select(name => new Presence(name));

    private static IEnumerable<IStepOrder> Betweens(StepBook book) =>
        from after in book.Contended
        from before in book.Contended
        where after.Kind == before.Kind && book.Follow(after, before)
        from step in book.Contended
        where book.Conflicts(step, after) || book.Conflicts(step, before)
        select new Between(step, after, before);

    private static IEnumerable<IStepOrder> Crossings(StepBook book)
    {
        var pairs = (from first in book.Contended from second in book.Contended where book.Conflicts(first, second) select (First: first, Second: second)).ToList();
        return
            from there in pairs
            from back in pairs
            where there.First.Kind == back.Second.Kind && there.Second.Kind == back.First.Kind
            let wraps = Wraps(book, there, back)

            // The same pair of operations seen from the other one; and one step between two has been said more simply.
            where wraps ? there.Second != back.First : !Wraps(book, back, there) && string.CompareOrdinal($"{there}", $"{back}") <= 0
            select new Crossed(there, back) { Wraps = wraps };
    }

    private static IEnumerable<IStepOrder> Reads(StepBook book, IReadOnlyList<VolleySteps> volleys) =>
        from read in book.Contended
        where !book.Changes(read)
        let values = Values(volleys, read)
        where values.Count is > 0 and <= MostValues
        from change in book.Contended
        where change.Kind == read.Kind && book.Follow(read, change) && book.Conflicts(read, change)
        from order in values.Select(value => new SameValue(read, change, value)).Prepend<IStepOrder>(new SameValue(read, change, null)).Prepend(new Overdrawn(read, change))
        select order;

    private static bool Wraps(StepBook book, (StepName First, StepName Second) there, (StepName First, StepName Second) back) =>
        book.Follow(there.First, back.Second) && (there.Second == back.First || book.Follow(there.Second, back.First));

    private static List<string> Values(IReadOnlyList<VolleySteps> volleys, StepName name) =>
        [.. volleys.SelectMany(volley => volley.All(name)).Select(step => step?.Value).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
