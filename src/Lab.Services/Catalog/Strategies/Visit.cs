namespace Lab.Services.Catalog.Strategies;

/// <summary>One request for a product on its way through a strategy.</summary>
internal sealed class Visit(TimeProvider time)
{
    public required string ProductId { get; init; }

    /// <summary>Names the operation in a history: the update's id, or what the reader calls itself.</summary>
    public required string Operation { get; init; }

    /// <summary>When the product's entry had first been read or written, ns of the monotonic clock; null before that.</summary>
    public long? FirstTouch { get; private set; }

    /// <summary>To be called as soon as the reply about the product's entry is here. Later calls change nothing.</summary>
    public void EntryWasTouched() => FirstTouch ??= time.GetTimestamp();
}
