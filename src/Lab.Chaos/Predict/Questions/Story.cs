using System.Diagnostics;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Questions;

/// <summary>Tells one anomaly in the order in which it came about: who looked, who came in between, who did the damage.</summary>
internal sealed class Story
{
    private readonly StepBook _book;
    private readonly IReadOnlyList<StepEvent> _before;
    private readonly StepEvent _damage;

    private Story(StepBook book, IReadOnlyList<StepEvent> before, StepEvent damage) => (_book, _before, _damage) = (book, before, damage);

    /// <param name="book">Names steps.</param>
    /// <param name="events">What happened to the key and the request, in order, the damage included.</param>
    /// <param name="damage">The event that carries the anomaly.</param>
    public static (string Sentence, string Key) Of(StepBook book, IReadOnlyList<StepEvent> events, StepEvent damage)
    {
        var place = events.Index().Where(happened => happened.Item == damage).Select(happened => happened.Index).DefaultIfEmpty(events.Count).First();
        var story = new Story(book, [.. events.Take(place)], damage);
        var parts = damage.Anomaly switch
        {
            Anomaly.StaleCheck or Anomaly.Phantom => story.Overtaken(story.CellChecked()),
            Anomaly.LostUpdate => story.Overtaken(story.CellOf(damage)),
            Anomaly.DoubleApply => story.Twice(),
            Anomaly.StaleRead => story.Old(),
            Anomaly.LeakedHold => story.Leaked(),
            _ => throw new UnreachableException("A story is told of an anomaly."),
        };
        var key = (damage.Anomaly == Anomaly.LeakedHold ? story.LockHeld() is { } held ? story.CellOf(held) : null : story.CellOf(damage))?.Key ?? "";
        return (string.Join(", ", parts.Where(part => part.Length > 0)), key);
    }

    // It looked, another changed what it had looked at, it went on all the same.
    private IEnumerable<string> Overtaken(CellName? cell)
    {
        var look = Last(happened => IsOwn(happened) && happened.Kind is StepEventKind.Read or StepEventKind.Missed && CellOf(happened) == cell);
        var since = look is { } read ? _before.SkipWhile(happened => happened != read).Skip(1) : _before;
        var between = since.Where(happened => happened.Request != _damage.Request && IsEffect(happened) && CellOf(happened) == cell).ToList();
        var guard = Guarding();
        StepEvent? other = between.Count == 0 ? null
            : guard is { } holds && between.Where(effect => !holds.Holds(effect.Value)).ToList() is [var breaking, ..] ? breaking
            : between[^1];
        return [Told(look), Told(other), Told(_damage)];
    }

    // The same request did the same step before, in an earlier attempt.
    private IEnumerable<string> Twice()
    {
        var first = Last(happened => happened.Request == _damage.Request && happened.Step == _damage.Step && IsEffect(happened));
        var again = Last(happened => happened.Request == _damage.Request && happened.Kind == StepEventKind.SentAgain);
        return [.. InOrder(first, again), $"{Told(_damage)} once more"];
    }

    // The source was written after the copy was made, and the writer had been told that it was done.
    private IEnumerable<string> Old()
    {
        var copy = CellOf(_damage);
        var filled = Last(happened => IsEffect(happened) && CellOf(happened) == copy);
        var source = (filled is { } by ? _book.Of(by)?.Step.From : null) ?? _book.Model.Boundaries
            .SelectMany(_book.At).FirstOrDefault(step => step.Cell == copy && step.Step.From is not null)?.Step.From;
        var written = Last(happened => IsEffect(happened) && CellOf(happened) == source);
        return [.. InOrder(filled, written), $"{_book.Replica(_damage)} still read {Noun(_damage)}={_damage.Value} at {Time(_damage)}"];
    }

    private IEnumerable<string> Leaked() =>
        [Told(LockHeld()), $"{_book.Replica(LockHeld() ?? _damage)} was killed at {Time(_damage)}", "the lock has no lease, so nobody gets it any more"];

    private StepEvent? LockHeld() => Last(happened => IsOwn(happened) && happened.Kind == StepEventKind.Locked);

    // The condition that the request relied on; null when it checked none.
    private Guard? Guarding() => LastCheck() is { } check ? check.Step.Holds ?? new Guard(Relation.AtLeast, 1) : null;

    private CellName? CellChecked() => LastCheck()?.Cell ?? CellOf(_damage);

    // The last check on the damaged cell; where that is not checked, the last check of all.
    private PlacedStep? LastCheck()
    {
        var checks = Enumerable.Range(1, Math.Max(0, _damage.Step - 1)).Select(step => _book.Of(_damage.Operation, step)!)
            .Where(placed => placed.Step.Kind == StepKind.Check).ToList();
        return checks.LastOrDefault(check => check.Cell == CellOf(_damage)) ?? checks.LastOrDefault();
    }

    private StepEvent? Last(Func<StepEvent, bool> fits) => _before.Where(fits).Select(happened => (StepEvent?)happened).LastOrDefault();

    private bool IsOwn(StepEvent happened) => happened.Request == _damage.Request && happened.Attempt == _damage.Attempt;

    private static bool IsEffect(StepEvent happened) =>
        happened.Kind is StepEventKind.Wrote or StepEventKind.Took or StepEventKind.Invalidated or StepEventKind.Called;

    private CellName? CellOf(StepEvent happened) => _book.Of(happened)?.Cell;

    private string Noun(StepEvent happened) => _book.Of(happened)?.Noun ?? "something";

    private string Told(StepEvent? happened) => happened is { } known ? $"{_book.Replica(known)} {Deed.Of(_book, known)} at {Time(known)}" : "";

    private IEnumerable<string> InOrder(params IReadOnlyList<StepEvent?> happened) => happened.OfType<StepEvent>().OrderBy(one => one.Nanoseconds).Select(one => Told(one));

    private static string Time(StepEvent happened) => Deed.Time(happened.Nanoseconds);
}
