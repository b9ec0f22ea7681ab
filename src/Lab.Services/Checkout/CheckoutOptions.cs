namespace Lab.Services.Checkout;

/// <summary>Section <c>Checkout</c>, in the environment <c>Checkout__InventoryTimeout</c> and so on.</summary>
internal sealed class CheckoutOptions
{
    public const string Section = "Checkout";

    /// <summary>
    /// Longest wait for inventory; 1 ms to 5 minutes, default 30 s: longer than inventory's own longest wait (20 s for a lease), so that
    /// its definite refusals arrive.
    /// </summary>
    public TimeSpan InventoryTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
