using Lab.ServiceDefaults.Discovery;
using Lab.Services.Checkout.Inventory;
using Lab.Services.Validation;
using Microsoft.Extensions.Options;

namespace Lab.Services.Checkout;

internal sealed class CheckoutOptionsValidator(IConfiguration configuration, ServiceAddresses addresses)
    : IValidateOptions<CheckoutOptions>
{
    private static readonly string[] Known = [.. typeof(CheckoutOptions).GetProperties().Select(property => property.Name)];

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, CheckoutOptions options)
    {
        string?[] problems =
        [
            .. UnknownSettings.Problems(configuration.GetSection(CheckoutOptions.Section), Known),
            options.InventoryTimeout >= Shortest && options.InventoryTimeout <= Longest ? null
                : $"Checkout:InventoryTimeout is {options.InventoryTimeout}; it must be {Shortest:c} to {Longest:c}. "
                    + "Set Checkout__InventoryTimeout=hh:mm:ss.fff.",
            addresses.Problem(InventoryClient.Service),
            string.IsNullOrWhiteSpace(configuration.GetConnectionString("postgres"))
                ? "There is no connection string 'postgres'. Reference 'postgres' in AppHost.cs, or set ConnectionStrings__postgres."
                : null,
        ];
        var found = problems.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}
