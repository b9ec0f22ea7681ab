using Lab.Services.Inventory.Cache;
using Lab.Services.Leases;
using Lab.Services.Inventory.Payments;
using Lab.Services.Inventory.Storage;
using Lab.Services.Redis;
using Lab.Services.TracePoints;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Lab.Services.Inventory.Strategies;

/// <summary>Every strategy by the name it is configured by. A new one is a class and a line here.</summary>
internal static class StrategyCatalogue
{
    private static readonly Dictionary<string, Func<Parts, IReservationStrategy>> ByName = new(StringComparer.Ordinal)
    {
        ["naive"] = parts => parts.Naive,
        ["redlock"] = parts => parts.Leased(parts.Projected(parts.RowLock)),
        ["redlock-only"] = parts => parts.Leased(parts.Projected(parts.ReadThenWrite)),
        ["row-lock"] = parts => parts.Projected(parts.RowLock),
        ["atomic"] = parts => parts.Projected(parts.Atomic),
        ["optimistic"] = parts => parts.Projected(parts.Optimistic),
        ["refuse-all"] = _ => new RefuseAll(),
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The configured one; its name was validated at start.</summary>
    public static IReservationStrategy Create(IServiceProvider services)
    {
        var parts = new Parts(services);
        return ByName[parts.Options.Strategy](parts);
    }

    /// <summary>True for those whose stock is in PostgreSQL and only shown in Redis, so that Redis can be repaired.</summary>
    public static bool ShowsStock(string name) => name is not ("naive" or "refuse-all");

    private sealed class Parts(IServiceProvider services)
    {
        private readonly NpgsqlDataSource _database = services.GetRequiredService<NpgsqlDataSource>();
        private readonly EventStore _events = services.GetRequiredService<EventStore>();
        private readonly OrderStore _orders = services.GetRequiredService<OrderStore>();
        private readonly PaymentsClient _payments = services.GetRequiredService<PaymentsClient>();
        private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
        private readonly TracePointSet _tracePoints = services.GetRequiredService<TracePointSet>();

        public InventoryOptions Options { get; } = services.GetRequiredService<IOptions<InventoryOptions>>().Value;

        public IReservationStrategy Naive =>
            new Naive(services.GetRequiredService<StockCache>(), _events, _orders, _payments, _tracePoints);

        public IReservationStrategy RowLock => new RowLock(_database, _orders, _payments, _tracePoints);

        public IReservationStrategy ReadThenWrite =>
            new ReadThenWrite(_database, _events, _orders, _payments, _tracePoints);

        public IReservationStrategy Atomic => new Atomic(_database, _events, _orders, _payments, _tracePoints);

        public IReservationStrategy Optimistic =>
            new Optimistic(_database, _events, _orders, _payments, _tracePoints, Options.OptimisticRetries);

        public Projected Projected(IReservationStrategy inner) =>
            new Projected(inner, services.GetRequiredService<StockProjection>(), _tracePoints);

        public Leased Leased(IReservationStrategy inner)
        {
            var nodes = services.GetRequiredService<RedisNodes>();
            var redlock = new Redlock(
                [.. Options.LeaseNodes.Select(name => new LeaseNode(nodes[name]))],
                new LeasePolicy(Options.LeaseTime, Options.LeaseNodeTimeout),
                _time);
            return new Leased(inner, _events, new KeyedTurns(), redlock, Options.LeaseWait, _time);
        }
    }
}
