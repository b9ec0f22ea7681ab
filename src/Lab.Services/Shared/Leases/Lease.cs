namespace Lab.Services.Leases;

/// <summary>A lease that was granted. Disposing it releases it on every node, if it is still this holder's; twice is harmless.</summary>
/// <param name="Key">What it is on.</param>
/// <param name="Token">Proves to a node who holds it.</param>
/// <param name="Nodes">That were asked.</param>
public sealed record Lease(string Key, string Token, IReadOnlyList<LeaseNode> Nodes) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var node in Nodes)
        {
            node.Release(Key, Token);
        }
    }
}
