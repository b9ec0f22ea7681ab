namespace Lab.Services.Catalog;

/// <summary>How products are updated and read. Section <c>Catalog</c>, in the environment <c>Catalog__Strategy</c> and so on.</summary>
internal sealed class CatalogOptions
{
    public const string Section = "Catalog";

    /// <summary>One of <see cref="Strategies.StrategyCatalogue"/>; default <c>set-then-invalidate</c>.</summary>
    public string Strategy { get; set; } = "set-then-invalidate";

    /// <summary>Connection string of the node that holds the entries, by name; default <c>redis</c>.</summary>
    public string CacheNode { get; set; } = "redis";

    /// <summary>Longest wait for Redis; 1 ms to 1 minute, default 500 ms.</summary>
    public TimeSpan CacheTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time after which a lock ends by itself; 50 ms to 1 minute, default 1 s. Longer than an update, or updates and reads overlap.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for a lock, its queue included; 0 to 5 minutes, default 20 s.</summary>
    public TimeSpan LeaseWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a read that met entries of two updates looks again before it makes the derived entries anew; 0 to 100, default 3.</summary>
    public int Rereads { get; set; } = 3;

    /// <summary>Longest wait for the search index; 1 ms to 5 minutes, default 10 s.</summary>
    public TimeSpan SearchTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
