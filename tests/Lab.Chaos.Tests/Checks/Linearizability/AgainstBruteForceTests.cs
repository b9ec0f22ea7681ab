using FsCheck;
using FsCheck.Fluent;
using Lab.Chaos.Checks;
using Lab.Chaos.Checks.Linearizability;
using Lab.Chaos.Checks.Linearizability.Models;

namespace Lab.Chaos.Tests.Checks.Linearizability;

/// <summary>The search, its prunings, the counter's argument and the witness, each against trying everything.</summary>
public sealed class AgainstBruteForceTests
{
    private static readonly Config ManyTimes = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    [Fact]
    public void Registers_are_judged_as_by_trying_every_order() => Compare(
        new Register("0"),
        new RegisterCall.Read("0"), new RegisterCall.Read("1"), new RegisterCall.Read("2"), new RegisterCall.Write("1"),
        new RegisterCall.Write("2"), new RegisterCall.Write("0"), new RegisterCall.CompareAndSet("1", "2", true),
        new RegisterCall.CompareAndSet("1", "2", false), new RegisterCall.CompareAndSet("2", "2", true));

    [Fact]
    public void Registers_without_repeated_values_are_decided_as_by_trying_every_order() => Compare(
        new Register("0"), history => RegisterArgument.TryDecide("0", history) is not null,
        new RegisterCall.Read("0"), new RegisterCall.Read("1"), new RegisterCall.Read("2"), new RegisterCall.Read("3"), new RegisterCall.Write("1"),
        new RegisterCall.Write("2"), new RegisterCall.Write("3"), new RegisterCall.Write("4"), new RegisterCall.Write("5"));

    [Fact]
    public void Counters_are_judged_as_by_trying_every_order() => Compare(
        new Counter(3),
        new CounterCall.Buy(1), new CounterCall.Buy(2), new CounterCall.Refill(1), new CounterCall.Read(1), new CounterCall.Read(3),
        new CounterCall.SoldOut(1), new CounterCall.SoldOut(2));

    [Fact]
    public void Sales_of_mixed_quantities_are_decided_as_by_trying_every_order() => Compare(
        new Counter(4),
        new CounterCall.Buy(1), new CounterCall.Buy(2), new CounterCall.Buy(1), new CounterCall.Buy(3), new CounterCall.Buy(0),
        new CounterCall.SoldOut(1), new CounterCall.SoldOut(2), new CounterCall.SoldOut(3));

    [Fact]
    public void The_argument_for_sales_and_the_search_agree() => Prop.ForAll(
        SmallHistories.Of(
            new Counter(4), new CounterCall.Buy(1), new CounterCall.Buy(2), new CounterCall.Buy(3), new CounterCall.SoldOut(1), new CounterCall.SoldOut(2)),
        calls => SellingArgument.TryDecide(4, calls)
            == (new Search<long, CounterCall>(new Counter(4), SearchLimits.Default, TimeProvider.System).Run(calls).Verdict is Verdict.Holds))
        .Check(ManyTimes);

    [Fact]
    public void Sets_are_judged_as_by_trying_every_order() => Compare(
        new Members(),
        new SetCall.Add("a", true), new SetCall.Add("a"), new SetCall.Add("b"), new SetCall.Add("a", false), new SetCall.Remove("a", true),
        new SetCall.Remove("b"), new SetCall.Remove("a", false), new SetCall.Contains("a", true), new SetCall.Contains("b", false),
        SetCall.ReadAll.Of(), SetCall.ReadAll.Of("b", "a"));

    [Fact]
    public void Queues_are_judged_as_by_trying_every_order() => Compare(
        new Fifo(),
        new QueueCall.Enqueue("a"), new QueueCall.Enqueue("b"), new QueueCall.Enqueue("a"), new QueueCall.Dequeue("a"),
        new QueueCall.Dequeue("b"), new QueueCall.Empty());

    [Fact]
    public void Locks_are_judged_as_by_trying_every_order() => Compare(
        new FencedLock(leases: false),
        new LockCall.Acquire(1), new LockCall.Acquire(2), new LockCall.Release(1), new LockCall.Release(2), new LockCall.Busy(), new LockCall.Write(1));

    [Fact]
    public void Leases_are_judged_as_by_trying_every_order() => Compare(
        new FencedLock(leases: true),
        new LockCall.Acquire(1), new LockCall.Acquire(2), new LockCall.Acquire(3), new LockCall.Release(1), new LockCall.Busy(), new LockCall.Write(1),
        new LockCall.Write(2), new LockCall.Fenced(1));

    private static void Compare<TState, TCall>(ISequentialModel<TState, TCall> model, params TCall[] calls)
        where TState : notnull, IEquatable<TState>
        where TCall : class, IEquatable<TCall> => Compare(model, _ => true, calls);

    private static void Compare<TState, TCall>(ISequentialModel<TState, TCall> model, Func<TimedCall<TCall>[], bool> counts, params TCall[] calls)
        where TState : notnull, IEquatable<TState>
        where TCall : class, IEquatable<TCall>
    {
        var verdicts = new Dictionary<Verdict, int>();
        Prop.ForAll(SmallHistories.Of(model, calls), history =>
        {
            if (!counts(history))
            {
                return true;
            }

            var judgement = Drawing.Judge(model, history);
            verdicts[judgement.Verdict] = verdicts.GetValueOrDefault(judgement.Verdict) + 1;
            return judgement.Verdict == (BruteForce.IsLinearizable(model, history) ? Verdict.Holds : Verdict.Violated)
                && (judgement.Verdict is Verdict.Holds || ShowsItAndNoLess(model, history, judgement.Witness));
        }).Check(ManyTimes);

        // A generator that only draws one kind of history has compared nothing.
        Assert.All([Verdict.Holds, Verdict.Violated], verdict => Assert.True(verdicts.GetValueOrDefault(verdict) > 100, $"{verdict} is rare: {verdicts.GetValueOrDefault(verdict)}"));
    }

    private static bool ShowsItAndNoLess<TState, TCall>(
        ISequentialModel<TState, TCall> model, TimedCall<TCall>[] history, IReadOnlyList<TimedCall<TCall>> witness)
        where TState : notnull, IEquatable<TState>
        where TCall : class, IEquatable<TCall>
    {
        return !BruteForce.IsLinearizable(model, Trusting(witness))
            && witness.All(one => BruteForce.IsLinearizable(model, Trusting(witness.Where(other => other != one))));

        // All others may have happened or not.
        TimedCall<TCall>[] Trusting(IEnumerable<TimedCall<TCall>> kept)
        {
            var ids = kept.Select(call => call.Id).ToHashSet();
            return [.. history.Select(call => ids.Contains(call.Id) ? call : call with { Returned = null })];
        }
    }
}
