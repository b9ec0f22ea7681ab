namespace Lab.Chaos.Checks.Linearizability;

/// <summary>
/// The calls of one key as the search meets them: one moment for each answered call, in the order of their returns, with the calls that
/// are open then. A call has a slot while it is open; slots are used again, so that a set of open calls needs only as many bits as there
/// were calls at once.
/// <code>
/// a |------|            moments:  b returns {b a c}   a returns {a c}   c returns {c}
/// b   |--|              slots:    a 0, b 1, c 2
/// c      |------|
/// </code>
/// </summary>
internal sealed class Timetable<TCall>
    where TCall : class, IEquatable<TCall>
{
    private Timetable(IReadOnlyList<Entry> calls, Entry[][] open)
    {
        Calls = calls;
        Open = open;
    }

    /// <summary>What is known of a call.</summary>
    /// <param name="Timed">The call.</param>
    /// <param name="Slot">Its bit in a set of open calls.</param>
    /// <param name="Class">Equal calls have the same number.</param>
    /// <param name="ChangesState">False for one that leaves every state as it is.</param>
    public sealed record Entry(TimedCall<TCall> Timed, int Slot, int Class, bool ChangesState);

    public IReadOnlyList<Entry> Calls { get; }

    /// <summary>For each moment the open calls, the one that returns first, the unanswered last.</summary>
    public Entry[][] Open { get; }

    public int Classes => Calls.Select(call => call.Class).DefaultIfEmpty(-1).Max() + 1;

    /// <param name="calls">In any order; unanswered calls as the model left them.</param>
    /// <param name="changesState">Whether some state is changed by this call.</param>
    public static Timetable<TCall> Of(IEnumerable<TimedCall<TCall>> calls, Func<TCall, bool> changesState)
    {
        // The unanswered that change nothing need never happen.
        TimedCall<TCall>[] sorted = [.. calls.Where(call => call.IsAnswered || changesState(call.Call)).OrderBy(call => call.Invoked)];
        var classes = new Dictionary<TCall, int>();
        var free = new PriorityQueue<int, int>();
        var taken = 0;
        var open = new List<Entry>();
        var entries = new List<Entry>(sorted.Length);
        var moments = new List<Entry[]>();
        var next = 0;
        foreach (var returned in sorted.Where(call => call.IsAnswered).OrderBy(call => call.Returned))
        {
            // Whoever was called at the very time of a return is concurrent with it.
            for (; next < sorted.Length && sorted[next].MayPrecede(returned.Returned!.Value); next++)
            {
                var call = sorted[next].Call;
                var slot = free.TryDequeue(out var used, out _) ? used : taken++;
                classes.TryAdd(call, classes.Count);
                var entry = new Entry(sorted[next], slot, classes[call], changesState(call));
                entries.Add(entry);
                open.Insert(Place(open, entry), entry);
            }

            moments.Add([.. open]);
            var first = open[0];
            open.RemoveAt(0);
            free.Enqueue(first.Slot, first.Slot);
        }

        return new Timetable<TCall>(entries, [.. moments]);
    }

    private static int Place(List<Entry> open, Entry entry)
    {
        var (low, high) = (0, open.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Deadline(open[middle]) <= Deadline(entry) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static long Deadline(Entry entry) => entry.Timed.Returned ?? long.MaxValue;
}
