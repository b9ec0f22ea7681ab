using MathNet.Numerics.Distributions;

namespace Lab.Chaos.Links.Toxics;

/// <summary>
/// Delays in a row, ms: constant, uniform around the delay, or lognormal with the delay as its median. Correlated ones come from a standard
/// normal sequence z' = r·z + √(1 − r²)·e, which keeps the distribution whatever r is; mixing uniform draws, as netem does, narrows it.
/// </summary>
internal sealed class DelayDraws(double milliseconds, double? jitter, double? p99, double correlation, Random chance)
{
    // Two thirds of ten minutes; a long tail must not outlive every experiment.
    private const double Longest = 400_000;

    private static readonly double NormalP99 = Normal.InvCDF(0, 1, 0.99);

    private readonly double _sigma = p99 is { } tail && milliseconds > 0 ? Math.Log(tail / milliseconds) / NormalP99 : 0;
    private double? _last;

    public double Next()
    {
        if (p99 is null && jitter is null or 0)
        {
            return milliseconds;
        }

        var z = Correlated();
        var delay = p99 is null ? milliseconds + (jitter!.Value * ((2 * Normal.CDF(0, 1, z)) - 1)) : milliseconds * Math.Exp(_sigma * z);
        return Math.Clamp(delay, 0, Longest);
    }

    private double Correlated()
    {
        var fresh = Normal.InvCDF(0, 1, (chance.NextInt64(1L << 52) + 0.5) / (1L << 52));
        var z = _last is { } last ? (correlation * last) + (Math.Sqrt(1 - (correlation * correlation)) * fresh) : fresh;
        _last = z;
        return z;
    }
}
