namespace Lab.Chaos.Debugging.Separation.Orders;

/// <summary>Everything of steps that is compared between failing and passing volleys, the simplest first.</summary>
internal static class StepOrders
{
    /// <summary>Beyond so many, those with most steps are left out.</summary>
    private const int Most = 1_000;

    // A cell that takes more values than that is no count, and its values tell nothing.
    private const int MostValues = 100;

    public static IReadOnlyList<IStepOrder> Of(StepBook book, IReadOnlyList<VolleySteps> volleys) =>
        [.. Presences(book).Concat(Betweens(book)).Concat(Crossings(book, volleys)).Take(Most)];

    private static IEnumerable<IStepOrder> Presences(StepBook book) => book.Contended.Select(name => new Presence(name));

    private static IEnumerable<IStepOrder> Betweens(StepBook book) =>
        from after in book.Contended
        from before in book.Contended
        where after.Kind == before.Kind && book.Follow(after, before)
        from step in book.Contended
        where book.Conflicts(step, after) || book.Conflicts(step, before)
        select new Between(step, after, before);

    private static IEnumerable<IStepOrder> Crossings(StepBook book, IReadOnlyList<VolleySteps> volleys)
    {
        var pairs = (from first in book.Contended from second in book.Contended where book.Conflicts(first, second) select (First: first, Second: second)).ToList();
        var crossed =
            from there in pairs
            from back in pairs
            where there.First.Kind == back.Second.Kind && there.Second.Kind == back.First.Kind
            let wraps = Wraps(book, there, back)

            // The same pair of operations seen from the other one; and one step between two has been said more simply.
            where wraps ? there.Second != back.First : !Wraps(book, back, there) && string.CompareOrdinal($"{there}", $"{back}") <= 0
            select new Crossed(there, back) { Wraps = wraps };
        foreach (var each in crossed)
        {
            yield return each;
            foreach (var value in book.ReadSame(each.There.First, each.Back.First) ? Values(volleys, each.There.First) : [])
            {
                yield return each with { Read = value };
            }
        }
    }

    private static bool Wraps(StepBook book, (StepName First, StepName Second) there, (StepName First, StepName Second) back) =>
        book.Follow(there.First, back.Second) && (there.Second == back.First || book.Follow(there.Second, back.First));

    private static IEnumerable<string> Values(IReadOnlyList<VolleySteps> volleys, StepName name)
    {
        var values = volleys.SelectMany(volley => volley.All(name)).Select(step => step?.Value).OfType<string>().ToHashSet();
        return values.Count is 0 or > MostValues ? [] : values.Count == 1 ? [Crossed.Same] : values.Order(StringComparer.Ordinal).Prepend(Crossed.Same);
    }
}
