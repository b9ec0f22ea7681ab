namespace Lab.Contracts.Control;

/// <summary>
/// How a running lab is found: <c>.lab/run/&lt;id&gt;.json</c>, mode 0600, written when the control API answers, removed when the lab
/// ends. A file whose <see cref="Pid"/> is gone was left by a crash; whoever meets it cleans up and removes it.
/// </summary>
public sealed record RunFile
{
    /// <summary>Variable that every process of a lab carries: the <see cref="Id"/> of the lab that it belongs to.</summary>
    public const string ChildVariable = "LAB_CHILD_OF";

    /// <summary>
    /// Variable that tells a host which resources to start, by name and with commas between: those, and all that they need. The others wait to be
    /// started by hand. Without it every resource does as AppHost.cs says.
    /// </summary>
    public const string StartVariable = "LAB_START";

    /// <summary>Identifier of this run of the host, unique on the machine.</summary>
    public required string Id { get; init; }

    /// <summary>Base address of the control API, always on loopback.</summary>
    public required Uri Url { get; init; }

    /// <summary>Bearer token of the control API.</summary>
    public required string Token { get; init; }

    /// <summary>Process id of the host.</summary>
    public required int Pid { get; init; }

    /// <summary>Which engine serves it: <c>embedded</c> or <c>aspire</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Folder of the run's logs.</summary>
    public required string Folder { get; init; }
}
