namespace Lab.Control.Processes;

/// <summary>Everything needed to start one process.</summary>
internal sealed record Launch
{
    /// <summary>Name of the variable that marks every process of one lab, so that strays can be told from strangers.</summary>
    public const string MarkVariable = Lab.Contracts.Control.RunFile.ChildVariable;

    /// <summary>Full path of the program.</summary>
    public required string FileName { get; init; }

    /// <summary>Its arguments, one word each.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where it starts; must exist.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Set on top of the host's own variables; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Account to drop to; null keeps the host's.</summary>
    public string? User { get; init; }

    /// <summary>Words in front of the command that put it inside a quota; empty without one.</summary>
    public IReadOnlyList<string> Entrance { get; init; } = [];

    /// <summary>Where its output goes, appended.</summary>
    public required string LogFile { get; init; }

    /// <summary>Value of <see cref="MarkVariable"/>.</summary>
    public required string Mark { get; init; }
}
