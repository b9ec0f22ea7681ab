namespace Lab.Contracts;

/// <summary>What the user can mend. The message says what was wrong (with the value), where, and the mend; it is shown without a stack trace.</summary>
public class LabException : Exception
{
    /// <summary>Creates it from one message or from several problems, each on a line of its own.</summary>
    public LabException(params IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>Creates it with the failure that led to it.</summary>
    public LabException(string message, Exception inner)
        : base(message, inner) => Problems = [message];

    /// <summary>Everything that was found wrong, in one go.</summary>
    public IReadOnlyList<string> Problems { get; }
}
