using System.Globalization;
using Lab.Chaos.Predict.Swarm;

namespace Lab.Chaos.Predict.Questions;

/// <summary>Something that lasted. Times are virtual, since the world began.</summary>
/// <param name="From">Nanoseconds.</param>
/// <param name="To">Nanoseconds; null when it had not ended when the world did.</param>
/// <param name="What">In words.</param>
/// <param name="IsLock">Else it stood still or was gone.</param>
internal sealed record Held(long From, long? To, string What, bool IsLock);

/// <summary>Finds, in what happened at one replica, the locks that it held and the times at which it stood still or was gone.</summary>
internal sealed class Holdings(StepBook book)
{
    private readonly List<Held> _ended = [];
    private readonly List<(StepEvent Locked, string What)> _locks = [];
    private long? _paused;
    private long? _killed;

    public static IReadOnlyList<Held> Of(StepBook book, IReadOnlyList<StepEvent> events)
    {
        var holdings = new Holdings(book);
        foreach (var happened in events)
        {
            holdings.Take(happened);
        }

        return holdings.All();
    }

    private void Take(StepEvent happened)
    {
        switch (happened.Kind)
        {
            // A leak is told as a lock that was taken and carries the anomaly; the lock itself was told before.
            case StepEventKind.Locked when happened.Anomaly is null:
                _locks.Add((happened, string.Create(CultureInfo.InvariantCulture, $"held the lock {book.Of(happened)?.Noun} of key {happened.Key} for request {happened.Request}")));
                break;
            case StepEventKind.Unlocked:
                Close(_locks.FindLastIndex(held => IsSame(held.Locked, happened) && held.Locked.Boundary == happened.Boundary), happened.Nanoseconds);
                break;
            case StepEventKind.Refused or StepEventKind.StartedOver or StepEventKind.Replied:
                CloseAll(happened, _ => happened.Nanoseconds);
                break;

            // Nobody gives the lock of a dead holder back: it ends with its lease, or never.
            case StepEventKind.Died:
                CloseAll(happened, EndOfLease);
                break;
            case StepEventKind.ReplicaPaused:
                _paused = happened.Nanoseconds;
                break;
            case StepEventKind.ReplicaResumed:
                End(ref _paused, happened, "stood still");
                break;
            case StepEventKind.ReplicaKilled:
                _killed = happened.Nanoseconds;
                break;
            case StepEventKind.ReplicaBack:
                End(ref _killed, happened, "was gone, killed");
                break;
        }
    }

    private IReadOnlyList<Held> All() =>
    [
        .. _ended,
        .. _locks.Select(held => new Held(held.Locked.Nanoseconds, null, held.What, true)),
        .. _paused is { } paused ? [new Held(paused, null, "stood still", false)] : (Held[])[],
        .. _killed is { } killed ? [new Held(killed, null, "was gone, killed", false)] : (Held[])[],
    ];

    private static bool IsSame(StepEvent one, StepEvent other) => (one.Request, one.Attempt) == (other.Request, other.Attempt);

    private void CloseAll(StepEvent happened, Func<StepEvent, long?> end)
    {
        for (var n = _locks.Count - 1; n >= 0; n--)
        {
            if (IsSame(_locks[n].Locked, happened))
            {
                Close(n, end(_locks[n].Locked));
            }
        }
    }

    private void Close(int number, long? end)
    {
        if (number >= 0)
        {
            var (locked, what) = _locks[number];
            _locks.RemoveAt(number);
            _ended.Add(new Held(locked.Nanoseconds, end, what
                + (end is null ? "; its holder died and nobody gave it back" : end > EndOfLease(locked) ? ", past its lease" : ""), true));
        }
    }

    private long? EndOfLease(StepEvent locked) =>
        book.Of(locked)?.Step.Lease is { } lease ? locked.Nanoseconds + (long)lease.TotalNanoseconds : null;

    private void End(ref long? since, StepEvent happened, string what)
    {
        if (since is { } from)
        {
            _ended.Add(new Held(from, happened.Nanoseconds, what, false));
            since = null;
        }
    }
}
