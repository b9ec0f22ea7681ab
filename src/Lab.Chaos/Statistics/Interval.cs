namespace Lab.Chaos.Statistics;

/// <summary>A confidence interval. Both ends belong to it; unit and confidence are those of the method that made it.</summary>
/// <param name="Lower">Smallest value that the data do not exclude.</param>
/// <param name="Upper">Largest value that the data do not exclude.</param>
internal readonly record struct Interval(double Lower, double Upper)
{
    public bool Contains(double value) => value >= Lower && value <= Upper;
}
