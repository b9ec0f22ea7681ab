using Lab.ServiceDefaults.Discovery;
using Lab.Services.Inventory.Payments;
using Lab.Services.Inventory.Strategies;
using Lab.Services.Validation;
using Microsoft.Extensions.Options;

namespace Lab.Services.Inventory;

/// <summary>Finds every problem of the section before anything starts, each with value, place and mend.</summary>
internal sealed class InventoryOptionsValidator(IConfiguration configuration, ServiceAddresses addresses)
    : IValidateOptions<InventoryOptions>
{
    private static readonly string[] Known = [.. typeof(InventoryOptions).GetProperties().Select(property => property.Name)];

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, InventoryOptions options)
    {
        string?[] problems =
        [
            .. UnknownSettings.Problems(configuration.GetSection(InventoryOptions.Section), Known),
            Strategy(options.Strategy),
            Time(nameof(options.LeaseTime), options.LeaseTime, TimeSpan.FromMilliseconds(50), Minute),
            Time(nameof(options.LeaseWait), options.LeaseWait, TimeSpan.Zero, 5 * Minute),
            Time(nameof(options.LeaseNodeTimeout), options.LeaseNodeTimeout, TimeSpan.FromMilliseconds(1), Minute),
            Time(nameof(options.CacheTimeout), options.CacheTimeout, TimeSpan.FromMilliseconds(1), Minute),
            Time(nameof(options.RepairInterval), options.RepairInterval, TimeSpan.FromMilliseconds(10), Minute),
            Time(nameof(options.PaymentTimeout), options.PaymentTimeout, TimeSpan.FromMilliseconds(1), 5 * Minute),
            Number(nameof(options.OptimisticRetries), options.OptimisticRetries, 0, 100_000),
            Number(nameof(options.PoolSize), options.PoolSize, 2, 1_000),
            options.LeaseNodes.Length % 2 == 1 ? null
                : $"Inventory:LeaseNodes names {options.LeaseNodes.Length} nodes; an even number bears no more failures than "
                    + "one node fewer. Name 1, 3 or 5 connection strings.",
            addresses.Problem(PaymentsClient.Service),
            Connection("postgres"),
            .. options.LeaseNodes.Append(options.CacheNode).Distinct(StringComparer.Ordinal).Select(Connection),
        ];
        var found = problems.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Strategy(string value) => StrategyCatalogue.Names.Contains(value, StringComparer.Ordinal)
        ? null
        : $"Inventory:Strategy is '{value}'. Known: {string.Join(", ", StrategyCatalogue.Names)}."
            + NearestName.Suggestion(value, StrategyCatalogue.Names);

    private static string? Time(string key, TimeSpan value, TimeSpan min, TimeSpan max) => value >= min && value <= max
        ? null
        : $"Inventory:{key} is {value}; it must be {min:c} to {max:c}. Set Inventory__{key}=hh:mm:ss.fff.";

    private static string? Number(string key, int value, int min, int max) => value >= min && value <= max
        ? null
        : $"Inventory:{key} is {value}; it must be {min} to {max}. Set Inventory__{key}.";

    private string? Connection(string node) => string.IsNullOrWhiteSpace(configuration.GetConnectionString(node))
        ? $"There is no connection string '{node}'. Reference '{node}' in AppHost.cs, or set ConnectionStrings__{node}."
        : null;
}
