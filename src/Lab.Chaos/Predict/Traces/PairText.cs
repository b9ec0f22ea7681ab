using System.Globalization;
using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Predict.Traces;

/// <summary>What would go wrong, in words and in one sentence.</summary>
internal static class PairText
{
    /// <summary>In words.</summary>
    public static string Name(Anomaly anomaly) => anomaly switch
    {
        Anomaly.LostUpdate => "lost update",
        Anomaly.CheckThenAct => "check, then act",
        Anomaly.StaleCopy => "stale copy",
        Anomaly.InconsistentRead => "inconsistent read",
        _ => throw new System.Diagnostics.UnreachableException($"{anomaly} is no anomaly."),
    };

    public static string Sentence(Anomaly anomaly, string first, string second, Access from, Access to, TimeSpan window)
    {
        var other = first == second ? "another one" : second;
        var later = string.Create(CultureInfo.InvariantCulture, $"{window.TotalMilliseconds:0.##} ms later");
        return anomaly switch
        {
            Anomaly.LostUpdate => $"{first} {from.Deed} and {to.Deed} {later}; what {other} changes in between is lost.",
            Anomaly.CheckThenAct => $"{first} {from.Deed} and {to.Deed} {later}; {other} in between does so on the same reading, and both are let through.",
            Anomaly.StaleCopy => $"{first} {from.Deed} and {to.Deed} {later}; {other} changes both in between, and {to.Cell} is left with what is no longer so.",
            Anomaly.InconsistentRead => $"{first} {from.Deed} and {to.Deed} {later}; {other} changes both in between, and it sees one old and one new.",
            _ => throw new System.Diagnostics.UnreachableException($"{anomaly} is no anomaly."),
        };
    }
}
