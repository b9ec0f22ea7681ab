using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Break.Probes;

/// <summary>What one attempt of a probe brought.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Description">A sentence for the result.</param>
/// <param name="Register">What later probes may take from it; null when there is nothing to take.</param>
internal sealed record ProbeAnswer(ProbeAnswerKind Kind, string Description, string? Register = null)
{
    /// <summary>Passes or fails by what is expected.</summary>
    public static ProbeAnswer Compared(Comparator expected, string actual, string passed, string? register = null) =>
        expected.Differs(actual) is { } differs
            ? new ProbeAnswer(ProbeAnswerKind.Failed, differs, register)
            : new ProbeAnswer(ProbeAnswerKind.Passed, passed, register);

    /// <summary>The system answered, and not as expected; or it did not answer.</summary>
    public static ProbeAnswer Failed(string description) => new(ProbeAnswerKind.Failed, description);

    /// <summary>The question could not be asked, or the answer is none: that shows nothing about the system.</summary>
    public static ProbeAnswer Error(string description) => new(ProbeAnswerKind.Error, description);
}

/// <summary>How an attempt ended.</summary>
internal enum ProbeAnswerKind
{
    /// <summary>As expected.</summary>
    Passed,

    /// <summary>Not as expected.</summary>
    Failed,

    /// <summary>Could not be asked.</summary>
    Error,
}
