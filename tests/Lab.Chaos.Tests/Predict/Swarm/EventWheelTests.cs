using FsCheck;
using FsCheck.Fluent;
using Lab.Chaos.Predict.Swarm;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class EventWheelTests
{
    private const long Bucket = 1L << 13;
    private const long Page = 1L << 26;
    private const long Turn = Page * 4096;

    [Fact]
    public void It_gives_back_what_was_put_in_by_time_and_then_by_number() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20_261, 7), Prop.ForAll(Scripts.ToArbitrary(), Agrees));

    [Fact]
    public void Cleared_it_starts_from_nothing()
    {
        var wheel = new EventWheel();
        wheel.Add(3 * Turn, 1, 0);
        wheel.Add(Page + 1, 2, 0);
        wheel.Add(Bucket, 3, 0);
        Assert.True(wheel.TryTake(out _));

        wheel.Clear();

        Assert.False(wheel.TryTake(out _));
        wheel.Add(5, 4, 0);
        Assert.True(wheel.TryTake(out var due));
        Assert.Equal(new Due(5, 4, 0), due);
        Assert.False(wheel.TryTake(out _));
    }

    /// <summary>A delay to add after, and how many to take before the next is added. Delays from ties to beyond the last page.</summary>
    private static Gen<(long Delay, int Takes)[]> Scripts =>
        (from kind in Gen.Choose(0, 6)
         from small in Gen.Choose(0, 20_000)
         from takes in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Choose(0, 6)))
         select (Delay: kind switch
         {
             0 => 0,
             1 => small % 3,
             2 => small,
             3 => (small % 40 * Bucket) + (small % 2) - (small % 3),
             4 => (small % 5 * Page) + (small % 3) - 1,
             5 => (small % 3 * Turn) + (small % 5 * Page) + (small % 7) - 3,
             _ => small * (Page / 300),
         }, Takes: takes)).ArrayOf();

    private static bool Agrees((long Delay, int Takes)[] script)
    {
        var wheel = new EventWheel();
        var sorted = new SortedSet<(long Time, int Id)>();
        var now = 0L;
        for (var n = 0; n < script.Length; n++)
        {
            var time = Math.Max(now, now + script[n].Delay);
            wheel.Add(time, n * 7919 % 1009, n);
            sorted.Add((time, n * 7919 % 1009));
            for (var take = 0; take < script[n].Takes; take++)
            {
                if (!TakesTheSame(wheel, sorted, ref now))
                {
                    return false;
                }
            }
        }

        while (sorted.Count > 0)
        {
            if (!TakesTheSame(wheel, sorted, ref now))
            {
                return false;
            }
        }

        return !wheel.TryTake(out _);
    }

    private static bool TakesTheSame(EventWheel wheel, SortedSet<(long Time, int Id)> sorted, ref long now)
    {
        if (!wheel.TryTake(out var due))
        {
            return sorted.Count == 0;
        }

        now = due.Time;
        var first = sorted.Min;
        return sorted.Remove(first) && first == (due.Time, due.Id);
    }
}
