using Lab.Services.Catalog.Entries;

namespace Lab.Services.Catalog.Strategies;

/// <summary>One way to put a page together from its entries.</summary>
internal interface IReader
{
    Task<ReadResult> ReadAsync(Visit visit, CancellationToken cancellationToken);
}

/// <summary>What a reader is told.</summary>
internal abstract record ReadResult
{
    /// <summary>A page; mixed or not.</summary>
    public sealed record Found(ProductPage Page) : ReadResult;

    /// <summary>There is no such product.</summary>
    public sealed record Missing : ReadResult;

    /// <summary>The lock could not be had in time.</summary>
    public sealed record Busy : ReadResult;
}
