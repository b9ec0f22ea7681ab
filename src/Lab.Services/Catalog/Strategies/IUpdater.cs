using Lab.Services.Catalog.Entries;

namespace Lab.Services.Catalog.Strategies;

/// <summary>One way to write a product and to let go of what was made from the one before.</summary>
internal interface IUpdater
{
    /// <summary>Once begun it is carried through: who hangs up must not leave half of an update.</summary>
    Task<UpdateResult> UpdateAsync(Visit visit, Product product, CancellationToken cancellationToken);
}

/// <summary>What became of an update.</summary>
internal enum UpdateResult
{
    /// <summary>Written, and what was made from the one before is gone.</summary>
    Done,

    /// <summary>The lock could not be had in time; nothing was written.</summary>
    Busy,

    /// <summary>Refused for good; nothing was written.</summary>
    Frozen,
}
