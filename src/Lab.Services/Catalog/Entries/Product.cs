using System.Globalization;

namespace Lab.Services.Catalog.Entries;

/// <summary>The entry <c>product:{id}</c>: what an update writes, and what everything else is made from.</summary>
/// <param name="UpdateId">The update that wrote it; every entry carries the one that it was made by.</param>
/// <param name="Name">For people.</param>
/// <param name="Cents">The price.</param>
internal sealed record Product(string UpdateId, string Name, long Cents)
{
    /// <summary>The line of the product in lists.</summary>
    public Derived Listing => new(UpdateId, $"{Name}, {PriceText}");

    /// <summary>The price tag.</summary>
    public Derived Price => new(UpdateId, PriceText);

    private string PriceText => string.Create(CultureInfo.InvariantCulture, $"{Cents / 100m:0.00}");
}

/// <summary>An entry made from a product: <c>listing:{id}</c> or <c>price:{id}</c>.</summary>
/// <param name="UpdateId">Of the product that it was made from.</param>
/// <param name="Text">As shown.</param>
internal sealed record Derived(string UpdateId, string Text);

/// <summary>What a reader combines. Right when all three are of one update.</summary>
internal sealed record ProductPage(Product Product, Derived Listing, Derived Price)
{
    /// <summary>All of it made from the product itself.</summary>
    public static ProductPage From(Product product) => new(product, product.Listing, product.Price);

    /// <summary>True when it combines entries of more than one update.</summary>
    public bool IsMixed => Listing.UpdateId != Product.UpdateId || Price.UpdateId != Product.UpdateId;
}
