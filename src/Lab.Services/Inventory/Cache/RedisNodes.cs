namespace Lab.Services.Inventory.Cache;

/// <summary>The nodes by the names of their connection strings; one connection each, however many uses a node has.</summary>
internal sealed class RedisNodes : IAsyncDisposable
{
    private readonly Dictionary<string, RedisNode> _nodes;

    public RedisNodes(IEnumerable<string> names, IConfiguration configuration, TimeProvider time) =>
        _nodes = names.Distinct(StringComparer.Ordinal).ToDictionary(
            name => name,
            name => new RedisNode(name, configuration.GetConnectionString(name)!, time),
            StringComparer.Ordinal);

    public RedisNode this[string name] => _nodes[name];

    /// <summary>Starts to connect to all of them at once.</summary>
    public void Warm()
    {
        foreach (var node in _nodes.Values)
        {
            node.Warm();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Values)
        {
            await node.DisposeAsync();
        }
    }
}
