namespace Lab.Control.Backing;

/// <summary>Where a local Redis or PostgreSQL lives while it runs.</summary>
public sealed record LocalServerOptions
{
    /// <summary>
    /// Folder for its throw-away data and its log, removed at the end. Null makes one under the temporary folder, which is also
    /// where the account that PostgreSQL drops to can reach it; a folder below a home directory of mode 0700 would not do.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>Port on 127.0.0.1; 0 takes a free one. Kept over restarts.</summary>
    public int Port { get; init; }

    /// <summary>PostgreSQL: the database to create. Letters, digits and underscores.</summary>
    public string Database { get; init; } = "lab";
}
