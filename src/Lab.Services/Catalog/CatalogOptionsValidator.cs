using Lab.ServiceDefaults.Discovery;
using Lab.Services.Catalog.Search;
using Lab.Services.Catalog.Strategies;
using Lab.Services.Validation;
using Microsoft.Extensions.Options;

namespace Lab.Services.Catalog;

/// <summary>Finds every problem of the section before anything starts, each with value, place and mend.</summary>
internal sealed class CatalogOptionsValidator(IConfiguration configuration, ServiceAddresses addresses) : IValidateOptions<CatalogOptions>
{
    private static readonly string[] Known = [.. typeof(CatalogOptions).GetProperties().Select(property => property.Name)];

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, CatalogOptions options)
    {
        string?[] problems =
        [
            .. UnknownSettings.Problems(configuration.GetSection(CatalogOptions.Section), Known),
            Strategy(options.Strategy),
            Time(nameof(options.CacheTimeout), options.CacheTimeout, Millisecond, Minute),
            Time(nameof(options.LeaseTime), options.LeaseTime, 50 * Millisecond, Minute),
            Time(nameof(options.LeaseWait), options.LeaseWait, TimeSpan.Zero, 5 * Minute),
            Time(nameof(options.SearchTimeout), options.SearchTimeout, Millisecond, 5 * Minute),
            options.Rereads is >= 0 and <= 100 ? null : $"Catalog:Rereads is {options.Rereads}; it must be 0 to 100. Set Catalog__Rereads.",
            addresses.Problem(SearchClient.Service),
            string.IsNullOrWhiteSpace(configuration.GetConnectionString(options.CacheNode))
                ? $"There is no connection string '{options.CacheNode}'. Reference '{options.CacheNode}' in AppHost.cs, or set "
                    + $"ConnectionStrings__{options.CacheNode}."
                : null,
        ];
        var found = problems.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Strategy(string value) => StrategyCatalogue.Names.Contains(value, StringComparer.Ordinal)
        ? null
        : $"Catalog:Strategy is '{value}'. Known: {string.Join(", ", StrategyCatalogue.Names)}."
            + NearestName.Suggestion(value, StrategyCatalogue.Names);

    private static string? Time(string key, TimeSpan value, TimeSpan min, TimeSpan max) => value >= min && value <= max
        ? null
        : $"Catalog:{key} is {value}; it must be {min:c} to {max:c}. Set Catalog__{key}=hh:mm:ss.fff.";
}
