using System.Runtime.CompilerServices;

namespace Lab.Chaos.Statistics;

internal static class Confidence
{
    /// <summary>Every interval and bound of a report is at this level unless it says otherwise.</summary>
    public const double Usual = 0.95;

    public static void ThrowIfOutside(
        double confidence,
        [CallerArgumentExpression(nameof(confidence))] string? name = null)
    {
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                name, confidence, "Confidence must lie between 0 and 1; 0.95 is 95 %.");
        }
    }
}
