using Lab.Chaos.Checks;

namespace Lab.Chaos.Cli;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCodes
{
    public const int Holds = 0;
    public const int Violated = 1;
    public const int Unknown = 2;
    public const int Usage = 64;

    /// <summary>Ended by Ctrl-C or SIGTERM, as shells report it.</summary>
    public const int Interrupted = 130;

    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Holds => Holds,
        Verdict.Violated => Violated,
        Verdict.Unknown => Unknown,
        _ => throw new System.Diagnostics.UnreachableException($"{verdict} is no verdict."),
    };
}
