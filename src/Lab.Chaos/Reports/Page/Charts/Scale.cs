namespace Lab.Chaos.Reports.Page.Charts;

/// <summary>From values to shares of a line, linear or by logarithms, with the values worth a label.</summary>
/// <param name="From">Value at 0.</param>
/// <param name="To">Value at 1.</param>
/// <param name="Ticks">Labelled values, ascending.</param>
/// <param name="IsLogarithmic">Equal factors are equally long.</param>
internal sealed record Scale(double From, double To, IReadOnlyList<double> Ticks, bool IsLogarithmic)
{
    /// <summary>0 to 100 %.</summary>
    public static Scale Shares { get; } = new(0, 1, [0, 0.25, 0.5, 0.75, 1], false);

    /// <summary>Powers of ten that hold all values; 1 to 10 for none.</summary>
    public static Scale Logarithmic(IEnumerable<double> values)
    {
        double[] seen = [.. values.Where(value => value > 0)];
        var from = seen.Length == 0 ? 0 : (int)Math.Floor(Math.Log10(seen.Min()));
        var to = Math.Max(from + 1, seen.Length == 0 ? 1 : (int)Math.Ceiling(Math.Log10(seen.Max())));
        return new Scale(Math.Pow(10, from), Math.Pow(10, to), [.. Enumerable.Range(from, to - from + 1).Select(power => Math.Pow(10, power))], true);
    }

    /// <summary>From a value to another with round ticks, about seven of them.</summary>
    public static Scale Linear(double from, double to)
    {
        to = to > from ? to : from + 1;
        var rough = (to - from) / 7;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
        var first = Math.Ceiling(from / step);
        return new Scale(from, to, [.. Enumerable.Range(0, (int)Math.Floor((to / step) - first + 1e-9) + 1).Select(n => (first + n) * step)], false);
    }

    /// <summary>Where a value stands, 0 to 1; what lies outside stands at the end.</summary>
    public double At(double value) => Math.Clamp(
        IsLogarithmic ? Math.Log(Math.Max(value, From) / From) / Math.Log(To / From) : (value - From) / (To - From), 0, 1);
}
