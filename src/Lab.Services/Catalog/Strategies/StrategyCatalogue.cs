using Lab.Services.Catalog.Entries;
using Lab.Services.Catalog.Monitoring;
using Lab.Services.Catalog.Search;
using Lab.Services.Leases;
using Lab.Services.Redis;
using Lab.Services.TracePoints;
using Microsoft.Extensions.Options;

namespace Lab.Services.Catalog.Strategies;

/// <summary>A way to update and the way to read that goes with it.</summary>
internal sealed record Strategy(IUpdater Updater, IReader Reader);

/// <summary>Every strategy by the name it is configured by. A new one is a line here.</summary>
internal static class StrategyCatalogue
{
    private static readonly TimeSpan NodeTimeout = TimeSpan.FromMilliseconds(100);

    private static readonly Dictionary<string, Func<Parts, Strategy>> ByName = new(StringComparer.Ordinal)
    {
        ["set-then-invalidate"] = parts => new(parts.SetThenInvalidate, parts.OneByOne),
        ["lock-writer-only"] = parts => new(parts.Locked(parts.SetThenInvalidate), parts.OneByOne),
        ["lock"] = parts => new(parts.Locked(parts.SetThenInvalidate), parts.Locked(parts.OneByOne)),
        ["multi-exec"] = parts => new(parts.OneTransaction, parts.OneByOne),
        ["multi-exec-mget"] = parts => new(parts.OneTransaction, parts.Together),
        ["versioned-read"] = parts => new(parts.SetThenInvalidate, parts.Versioned(parts.OneByOne)),
        ["frozen"] = parts => new(parts.Frozen, parts.OneByOne),
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The configured one; its name was validated at start.</summary>
    public static Strategy Create(IServiceProvider services)
    {
        var parts = new Parts(services);
        return ByName[parts.Options.Strategy](parts);
    }

    private sealed class Parts
    {
        private readonly EntryCache _cache;
        private readonly SearchClient _search;
        private readonly TracePointSet _tracePoints;
        private readonly MismatchMonitor _monitor;
        private readonly ProductLock _locks;

        public Parts(IServiceProvider services)
        {
            Options = services.GetRequiredService<IOptions<CatalogOptions>>().Value;
            _cache = services.GetRequiredService<EntryCache>();
            _search = services.GetRequiredService<SearchClient>();
            _tracePoints = services.GetRequiredService<TracePointSet>();
            _monitor = services.GetRequiredService<MismatchMonitor>();
            var time = services.GetRequiredService<TimeProvider>();
            var node = new LeaseNode(services.GetRequiredService<RedisNodes>()[Options.CacheNode]);
            _locks = new ProductLock(
                new KeyedTurns(), new Redlock([node], new LeasePolicy(Options.LeaseTime, NodeTimeout), time), Options.LeaseWait, time);
        }

        public CatalogOptions Options { get; }

        public IUpdater SetThenInvalidate => new SetThenInvalidate(_cache, _search, _tracePoints);

        public IUpdater OneTransaction => new OneTransaction(_cache, _search, _tracePoints);

        public IUpdater Frozen => new Frozen(_cache);

        public IReader OneByOne => new OneByOne(_cache, _tracePoints);

        public IReader Together => new Together(_cache, _tracePoints);

        public Versioned Versioned(IReader inner) => new Versioned(inner, _cache, _monitor, Options.Rereads);

        public LockedUpdater Locked(IUpdater inner) => new LockedUpdater(inner, _locks);

        public LockedReader Locked(IReader inner) => new LockedReader(inner, _locks);
    }
}
