namespace Lab.Chaos.Witness;

/// <summary>
/// From moments to places: in proportion to time, but never closer than a line of text, so that what happened within microseconds can be read and what took
/// long still looks long.
/// </summary>
internal sealed class WitnessClock
{
    private const int Top = 62;
    private const int Line = 28;
    private const int Proportional = 160;
    private const int Caption = 34;

    private readonly SortedDictionary<double, double> _places;

    private WitnessClock(SortedDictionary<double, double> places, UnwrittenReads? danger) => (_places, Danger) = (places, danger);

    /// <summary>Every moment that has a place of its own, ms, ascending.</summary>
    public IReadOnlyCollection<double> Moments => _places.Keys;

    public UnwrittenReads? Danger { get; }

    public int Height => (int)(_places.Count == 0 ? Top : _places.Values.Last()) + 24;

    public static WitnessClock Of(WitnessTimeline witness)
    {
        var danger = UnwrittenReads.Of(witness.Steps);
        double[] moments = [.. witness.Steps.SelectMany(step => step.Kind == "request" ? [step.StartMs, step.EndMs] : new[] { step.StartMs }).Distinct().Order()];
        var places = new SortedDictionary<double, double>();
        var (last, before) = ((double)Top - Line, moments.FirstOrDefault());
        var length = moments.Length == 0 ? 1 : Math.Max(moments[^1] - moments[0], 1e-6);
        foreach (var moment in moments)
        {
            last += Math.Max(Line, (moment - before) / length * Proportional) + (danger is { } shaded && before.Equals(shaded.From) && places.Count > 0 ? Caption : 0);
            places[moment] = last;
            before = moment;
        }

        return new WitnessClock(places, danger);
    }

    public double Y(double moment) => _places[moment];
}

/// <summary>From the moment in which a second operation has read a place until the first of the readers writes there: the window in which they race.</summary>
/// <param name="Target">The lane that was read.</param>
/// <param name="Operations">Who read it, in order.</param>
/// <param name="From">Last of those reads, ms.</param>
/// <param name="To">First write, ms.</param>
internal sealed record UnwrittenReads(string Target, IReadOnlyList<string> Operations, double From, double To)
{
    /// <summary>Null when nobody read what another was about to change.</summary>
    public static UnwrittenReads? Of(IReadOnlyList<WitnessStep> steps) => steps
        .Where(step => step.Kind == "write")
        .OrderBy(step => step.StartMs)
        .Select(write => (Write: write, Reads: steps.Where(step => step.Kind == "read" && step.Target == write.Target && step.StartMs < write.StartMs).OrderBy(step => step.StartMs).ToList()))
        .Where(pair => pair.Reads.Select(read => read.Operation).Distinct().Count() > 1 && pair.Reads.Any(read => read.Operation == pair.Write.Operation))
        .Select(pair => new UnwrittenReads(
            pair.Write.Target, [.. pair.Reads.Select(read => read.Operation).Distinct()],
            pair.Reads.GroupBy(read => read.Operation).Max(own => own.Min(read => read.StartMs)), pair.Write.StartMs))
        .FirstOrDefault();
}
