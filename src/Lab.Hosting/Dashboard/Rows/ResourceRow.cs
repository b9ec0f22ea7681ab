namespace Lab.Hosting.Dashboard.Rows;

/// <summary>A line of the dashboard's Resources page, with all that opens when it is clicked: <c>message Resource</c> of its protocol.</summary>
internal sealed record ResourceRow
{
    /// <summary>Unique; with replicas, <c>inventory-2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Of the resource; rows that share it are shown as its replicas.</summary>
    public required string DisplayName { get; init; }

    /// <summary>As the column Type shows it, for example <c>Project</c>.</summary>
    public required string Type { get; init; }

    public required RowState State { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Stopped { get; init; }

    /// <summary>Name of a Fluent UI icon; null takes that of the type.</summary>
    public string? Icon { get; init; }

    /// <summary>Null where nothing is asked for its health.</summary>
    public bool? IsHealthy { get; init; }

    public IReadOnlyList<RowProperty> Properties { get; init; } = [];

    public IReadOnlyList<RowUrl> Urls { get; init; } = [];

    /// <summary>Secrets are masked already.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>Name of another resource, and <c>Reference</c> or <c>WaitFor</c>.</summary>
    public IReadOnlyList<(string Resource, string Kind)> Relationships { get; init; } = [];

    public IReadOnlyList<RowCommand> Commands { get; init; } = [];
}

/// <summary>What the column State shows.</summary>
/// <param name="Text">The dashboard knows some by name, <c>Running</c> for one, and shows others as they are.</param>
/// <param name="Style"><c>success</c>, <c>info</c>, <c>warning</c>, <c>error</c>; null leaves it to the dashboard.</param>
internal sealed record RowState(string Text, string? Style);

/// <summary>One of the details.</summary>
/// <param name="Name">The dashboard knows some by name.</param>
/// <param name="Value">A text or a number.</param>
/// <param name="Title">For those that it does not know.</param>
internal sealed record RowProperty(string Name, object Value, string? Title);

/// <summary>An address in the column URLs.</summary>
/// <param name="Endpoint">Name of the endpoint.</param>
/// <param name="Url">Absolute.</param>
/// <param name="Title">Shown instead; null shows the address.</param>
/// <param name="IsActive">False hides it.</param>
internal sealed record RowUrl(string Endpoint, string Url, string? Title, bool IsActive);

/// <summary>A button.</summary>
/// <param name="Name">Comes back when it is clicked.</param>
/// <param name="Title">On the button.</param>
/// <param name="Icon">Name of a Fluent UI icon.</param>
/// <param name="Description">One sentence.</param>
internal sealed record RowCommand(string Name, string Title, string Icon, string Description)
{
    /// <summary>Asked before it is done; null where nothing is lost.</summary>
    public string? Confirmation { get; init; }

    /// <summary>Whether it stands in the row itself and not only in its menu.</summary>
    public bool IsHighlighted { get; init; }
}
