using Lab.Chaos.Checks;

namespace Lab.Chaos.Break.Cluster;

/// <summary>The verdict of a ChaosResult: <c>Awaited</c>, then one of <c>Pass</c>, <c>Fail</c>, <c>Stopped</c>, <c>Error</c>.</summary>
internal static class LitmusVerdict
{
    public static bool IsFinal(string verdict) => verdict is "Pass" or "Fail" or "Stopped" or "Error";

    /// <summary>An experiment that broke down or was stopped says nothing about the system.</summary>
    public static Verdict Of(string verdict) => verdict switch
    {
        "Pass" => Verdict.Holds,
        "Fail" => Verdict.Violated,
        _ => Verdict.Unknown,
    };
}
