using FsCheck;
using FsCheck.Fluent;
using Lab.Chaos.Stress;

namespace Lab.Chaos.Tests.Stress;

/// <summary>Quantiles within a thousandth, whatever the values.</summary>
public sealed class HistogramTests
{
    private static readonly double[] Shares = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

    // From a nanosecond to an hour, every order of magnitude alike.
    private static readonly Arbitrary<long[]> Durations = Gen.Choose(0, 41).SelectMany(bits => Gen.Choose(0, int.MaxValue).Select(part => (1L << bits) + (long)(part / (double)int.MaxValue * (1L << bits))))
        .NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary();

    [Fact]
    public void A_quantile_is_never_below_the_exact_one_and_at_most_a_thousandth_above() => Prop.ForAll(Durations, values =>
    {
        var histogram = Of(values);
        long[] sorted = [.. values.Select(value => Math.Min(value, Histogram.MostNanoseconds)).Order()];
        return Shares.All(share =>
        {
            var exact = sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length), 1, sorted.Length) - 1];
            var seen = histogram.NanosecondsAt(share);
            return seen >= exact && seen <= exact * (1 + Histogram.RelativeError);
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_up_histograms_is_the_same_as_recording_everything_in_one() => Prop.ForAll(Durations, Durations, (first, second) =>
    {
        var sum = Of(first);
        sum.Add(Of(second));
        var all = Of([.. first, .. second]);
        return (sum.Count, sum.Min, sum.Max, sum.Mean) == (all.Count, all.Min, all.Max, all.Mean)
            && Shares.All(share => sum.NanosecondsAt(share) == all.NanosecondsAt(share));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Small_values_are_exact()
    {
        var histogram = Of([.. Enumerable.Range(1, 1000).Select(value => (long)value)]);

        Assert.Equal(500, histogram.NanosecondsAt(0.5));
        Assert.Equal(990, histogram.NanosecondsAt(0.99));
    }

    [Fact]
    public void What_is_too_long_counts_as_the_longest()
    {
        var histogram = Of([long.MaxValue]);

        Assert.Equal(Histogram.MostNanoseconds, histogram.NanosecondsAt(1));
    }

    [Fact]
    public void Nothing_recorded_has_no_quantile()
    {
        Assert.Null(new Histogram().At(0.5));
        Assert.Null(new Histogram().Mean);
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var histogram = new Histogram();
        histogram.Record(1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var n = 0; n < 10_000; n++)
        {
            histogram.Record(n * 1_000);
        }

        // Less than a byte each: the runtime itself may allocate once on this thread, when it compiles the loop anew.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 9_999);
    }

    private static Histogram Of(long[] values)
    {
        var histogram = new Histogram();
        foreach (var value in values)
        {
            histogram.Record(value);
        }

        return histogram;
    }
}
