using System.Diagnostics.Metrics;
using Lab.Services.Catalog.Entries;

namespace Lab.Services.Catalog.Monitoring;

/// <summary>
/// Watches for entries of different updates in one read, in production as in the lab: a counter to alert on, and a log line to start from.
/// </summary>
internal sealed partial class MismatchMonitor
{
    /// <summary>Counts reads that met entries of more than one update, by what became of them.</summary>
    public const string Instrument = "catalog.update_id.mismatches";

    private readonly Counter<long> _mismatches;
    private readonly ILogger<MismatchMonitor> _logger;

    public MismatchMonitor(IMeterFactory meters, ILogger<MismatchMonitor> logger)
    {
        _logger = logger;
        _mismatches = meters.Create(Telemetry.Name).CreateCounter<long>(
            Instrument, unit: "{read}", description: "Reads that met entries of more than one update.");
    }

    /// <summary>To be called with every page that goes to a reader.</summary>
    public void Answered(string productId, ProductPage page)
    {
        if (page.IsMixed)
        {
            _mismatches.Add(1, new KeyValuePair<string, object?>("catalog.outcome", "answered"));
            LogMixed(productId, page.Product.UpdateId, page.Listing.UpdateId, page.Price.UpdateId);
        }
    }

    /// <summary>To be called where a mismatch was seen and not handed on.</summary>
    public void Reread(string productId, string updateId)
    {
        _mismatches.Add(1, new KeyValuePair<string, object?>("catalog.outcome", "reread"));
        LogReread(productId, updateId);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Mixed read of product {ProductId}: the entry is of update {UpdateId}, its listing of {ListingUpdateId}, its price of {PriceUpdateId}")]
    private partial void LogMixed(string productId, string updateId, string listingUpdateId, string priceUpdateId);

    [LoggerMessage(LogLevel.Debug, "Product {ProductId}, update {UpdateId}: what is made from it is of another update; reading again")]
    private partial void LogReread(string productId, string updateId);
}
