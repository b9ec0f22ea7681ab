using System.Globalization;
using System.Text.RegularExpressions;

namespace Lab.TestKit.Charts;

/// <summary>
/// What stands between double braces, as far as Aspire's publisher writes it: <c>.Chart.Name</c>, <c>.Release.Name</c>,
/// <c>.Values.parameters.inventory.port_http | int | toString</c>.
/// </summary>
internal sealed partial class ChartExpression(string chartName, string releaseName, ChartValues values)
{
    /// <exception cref="ChartException">The reason alone; who called knows file and line.</exception>
    public string Evaluate(string expression)
    {
        string[] stages = expression.Split('|', StringSplitOptions.TrimEntries);
        var value = stages[1..].Aggregate(Source(stages[0]), Apply);

        // 1234567 becomes 1.234567e+06, and 0.10 becomes 0.1.
        return value.IsNumber && !(int.TryParse(value.Text, CultureInfo.InvariantCulture, out var whole) && Math.Abs(whole) < 1_000_000)
            ? throw new ChartException($"helm reads {value.Text} as a floating-point number and may write it differently. Pipe it through int, or quote it")
            : value.Text;
    }

    private ChartValue Source(string path)
    {
        if (path is ".Chart.Name" or ".Release.Name")
        {
            return new ChartValue(path is ".Chart.Name" ? chartName : releaseName, IsNumber: false);
        }

        if (!ValuePath().IsMatch(path))
        {
            throw new ChartException($"'{path}' is not known to this renderer. Known: .Values.…, .Chart.Name, .Release.Name");
        }

        // Helm writes nothing for it, or <no value>.
        return values.Find(path[".Values.".Length..]) ?? throw new ChartException($"values.yaml has no single value '{path[".Values.".Length..]}'");
    }

    private static ChartValue Apply(ChartValue value, string function) => function switch
    {
        // Of a text that is no number helm makes 0.
        "int" => int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? new ChartValue(whole.ToString(CultureInfo.InvariantCulture), IsNumber: false)
            : throw new ChartException($"'{value.Text}' is no whole number; helm would write 0 for it"),
        "toString" => value,
        _ => throw new ChartException($"'{function}' is not known to this renderer. Known: int, toString"),
    };

    // A hyphen would be a minus to the template language: hence redis_2.
    [GeneratedRegex(@"^\.Values(\.[A-Za-z0-9_]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValuePath();
}
