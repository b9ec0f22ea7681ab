namespace Lab.Chaos.Checks.Linearizability;

/// <summary>
/// From many things that together show a violation, a set from which none can be left out. QuickXplain (Junker, AAAI 2004): for a set of k out of
/// n it asks about k log2(n/k) times, where leaving out one at a time asks n times. It needs that more things never show less.
/// </summary>
internal static class SmallestSet
{
    /// <param name="things">Those to keep rather than others come first.</param>
    /// <param name="shows">Whether these show the violation; asked at most <paramref name="most"/> times, after which nothing more is left out.</param>
    /// <param name="most">Bound on questions.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> things, Func<IReadOnlyList<T>, bool> shows, int most)
    {
        var left = most;
        return Needed([], false, things);

        List<T> Needed(List<T> kept, bool hasNews, IReadOnlyList<T> candidates)
        {
            if (hasNews && left-- > 0 && shows(kept))
            {
                return [];
            }

            if (candidates.Count <= 1 || left <= 0)
            {
                return [.. candidates];
            }

            // The half that comes first is put in before the other is searched, so what comes last is left out first.
            var half = candidates.Count / 2;
            IReadOnlyList<T> first = [.. candidates.Take(half)];
            IReadOnlyList<T> second = [.. candidates.Skip(half)];
            var fromSecond = Needed([.. kept, .. first], true, second);
            var fromFirst = Needed([.. kept, .. fromSecond], fromSecond.Count > 0, first);
            return [.. fromFirst, .. fromSecond];
        }
    }
}
