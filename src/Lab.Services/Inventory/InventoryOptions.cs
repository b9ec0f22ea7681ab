namespace Lab.Services.Inventory;

/// <summary>How tickets are sold. Section <c>Inventory</c>, in the environment <c>Inventory__Strategy</c> and so on.</summary>
internal sealed class InventoryOptions
{
    public const string Section = "Inventory";

    /// <summary>One of <see cref="Strategies.StrategyCatalogue"/>; default <c>naive</c>.</summary>
    public string Strategy { get; set; } = "naive";

    /// <summary>Time after which a lease ends by itself; 50 ms to 1 minute, default 1 s. Longer than a sale, or sales overlap.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for a lease, its queue included; 0 to 5 minutes, default 20 s.</summary>
    public TimeSpan LeaseWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Connection strings of the nodes that vote on leases, by name. An odd number: of four, a majority is three, so that the fourth
    /// adds a way to fail and bears no failure. Default, when empty: redis, redis-2, redis-3.
    /// </summary>
    public string[] LeaseNodes { get; set; } = [];

    /// <summary>Longest wait for one node's vote; 1 ms to 1 minute, default 100 ms. Well below <see cref="LeaseTime"/>.</summary>
    public TimeSpan LeaseNodeTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Rounds that an optimistic sale may lose before it gives up; 0 to 100,000, default 200. A round is lost only when another sale
    /// won it, so nobody loses more rounds than there are tickets: a bound at or above the stock sells everything.
    /// </summary>
    public int OptimisticRetries { get; set; } = 200;

    /// <summary>Connection string of the node that holds the counts, by name; default <c>redis</c>.</summary>
    public string CacheNode { get; set; } = "redis";

    /// <summary>Longest wait for the cache; 1 ms to 1 minute, default 500 ms.</summary>
    public TimeSpan CacheTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the cache is compared with PostgreSQL; 10 ms to 1 minute, default 500 ms.</summary>
    public TimeSpan RepairInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait for payments; 1 ms to 5 minutes, default 10 s.</summary>
    public TimeSpan PaymentTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most connections to PostgreSQL per replica; 2 to 1,000, default 40.</summary>
    public int PoolSize { get; set; } = 40;
}
