using Lab.Chaos.Scenarios;

namespace Lab.Chaos.State;

/// <summary>One kind of backing store that state can be read from.</summary>
internal interface ISource : IAsyncDisposable
{
    /// <summary>Column to value for one key.</summary>
    Task<IReadOnlyDictionary<string, double?>> ColumnsAsync(StateQuery query, string key, CancellationToken cancellationToken);

    /// <summary>Operation ids kept for one key, repeated when kept twice.</summary>
    Task<IReadOnlyList<string>> RecordsAsync(StateQuery query, string key, CancellationToken cancellationToken);
}
