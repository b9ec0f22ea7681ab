using System.Globalization;
using Lab.Chaos.Scenarios;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Checks;

/// <summary>Holds one comparison of columns (<c>sold &lt;= capacity</c>) against what was read of a volley's key after recovery.</summary>
internal static class StateCheck
{
    public static Finding Find(VolleyStarted volley, FinalState final, Invariant invariant, Comparison comparison)
    {
        // What may settle late is judged by the last look; everything else must be true when it is first seen. A cache that came
        // back empty has nothing to see at the first look: that is not untrue, so the last look decides.
        var columns = invariant.Within == TimeSpan.Zero && IsTrue(comparison, final.Columns) is not null ? final.Columns : final.Settled;
        var left = Side(comparison.Left, columns);
        var right = Side(comparison.Right, columns);
        if (left is null || right is null)
        {
            var unseen = left is null ? comparison.Left : comparison.Right;
            return Finding.Without(invariant.Name, Verdict.Unknown,
                $"{volley.Key}: {unseen} was not seen, so {comparison} cannot be judged.") with
            {
                Compared = comparison,
            };
        }

        var miss = Miss(left.Value, comparison.Operator, right.Value);
        var late = miss > 0 && invariant.Within > TimeSpan.Zero
            ? string.Create(CultureInfo.InvariantCulture, $" even {invariant.Within.TotalSeconds:0.###} s after recovery")
            : "";
        return new Finding
        {
            Check = invariant.Name,
            Verdict = miss > 0 ? invariant.Otherwise : Verdict.Holds,
            Sentence = $"{volley.Key} {Seen(comparison, left.Value, right.Value)}: {comparison} "
                + (miss > 0 ? $"is off by {Number(miss)}{late}." : "holds."),
            Excess = miss,
            Compared = comparison,
            Witnesses = [],
        };
    }

    /// <summary>Whether it is true of these columns; null when a side of it was not seen.</summary>
    public static bool? IsTrue(Comparison comparison, IReadOnlyDictionary<string, double?> columns) =>
        Side(comparison.Left, columns) is { } left && Side(comparison.Right, columns) is { } right
            ? Miss(left, comparison.Operator, right) == 0
            : null;

    /// <summary>A number as written, or the value of a column; null when the column is missing, null or not a number.</summary>
    private static double? Side(string side, IReadOnlyDictionary<string, double?> columns)
    {
        var value = double.TryParse(side, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : columns.GetValueOrDefault(side);
        return value is { } seen && double.IsFinite(seen) ? seen : null;
    }

    /// <summary>
    /// How far the left side is from making it true, 0 when it is. Columns count units, so a strict comparison that is met exactly
    /// misses by one.
    /// </summary>
    private static double Miss(double left, string @operator, double right) => @operator switch
    {
        "<=" => Math.Max(0, left - right),
        ">=" => Math.Max(0, right - left),
        "<" => left < right ? 0 : left - right + 1,
        ">" => left > right ? 0 : right - left + 1,
        "=" or "==" => Math.Abs(left - right),
        "!=" => left != right ? 0 : 1,
        _ => throw new ArgumentException(
            $"Unknown operator '{@operator}'. Known: <=, >=, <, >, =, ==, !=.", nameof(@operator)),
    };

    /// <summary><c>sold 53 of 50</c> for a column under its limit, <c>has stock -3</c> against a number, else both values.</summary>
    private static string Seen(Comparison comparison, double left, double right) => comparison switch
    {
        { Operator: "<=" or "<" } when !IsNumber(comparison.Left) && !IsNumber(comparison.Right) =>
            $"{comparison.Left} {Number(left)} of {Number(right)}",
        _ when IsNumber(comparison.Right) => $"has {comparison.Left} {Number(left)}",
        _ when IsNumber(comparison.Left) => $"has {comparison.Right} {Number(right)}",
        _ => $"has {comparison.Left} {Number(left)} and {comparison.Right} {Number(right)}",
    };

    private static bool IsNumber(string side) =>
        double.TryParse(side, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
