using MathNet.Numerics.Distributions;

namespace Lab.Chaos.Isolate.Stubs.Replies;

/// <summary>How a delay is distributed. Chance comes from outside, so that a draw belongs to its request.</summary>
internal abstract record StubDelay
{
    /// <summary>Longer than any; a long tail must not hang the stub.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The quantile of the distribution.</summary>
    /// <param name="uniform">Drawn from 0 to 1, both excluded.</param>
    public abstract TimeSpan At(double uniform);
}

/// <summary>Anything between the two alike.</summary>
internal sealed record UniformDelay(TimeSpan Lower, TimeSpan Upper) : StubDelay
{
    public override TimeSpan At(double uniform) => Lower + ((Upper - Lower) * uniform);
}

/// <summary>
/// <c>median · exp(sigma · z)</c>, z standard normal: most replies near the median, a few much later, as networks and databases answer.
/// </summary>
/// <param name="Median">Half of the replies take no longer.</param>
/// <param name="Sigma">Standard deviation of the logarithm; 0 makes every delay the median.</param>
internal sealed record LognormalDelay(TimeSpan Median, double Sigma) : StubDelay
{
    private static readonly double NormalP99 = Normal.InvCDF(0, 1, 0.99);

    /// <summary>
    /// From two quantiles: sigma = ln(p99 / median) / 2.3263, the divisor being the 99th percentile of the standard normal
    /// distribution. A median of 0 means no delay, whatever the other is.
    /// </summary>
    public static LognormalDelay Of(TimeSpan median, TimeSpan p99) =>
        new(median, median > TimeSpan.Zero ? Math.Log(p99 / median) / NormalP99 : 0);

    public TimeSpan P99 => At(0.99);

    public override TimeSpan At(double uniform)
    {
        var factor = Sigma == 0 ? 1 : Math.Exp(Sigma * Normal.InvCDF(0, 1, uniform));
        return Median.Ticks * factor < Longest.Ticks ? Median * factor : Longest;
    }
}
