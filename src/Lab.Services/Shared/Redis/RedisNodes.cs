using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Lab.Services.Redis;

/// <summary>The nodes by the names of their connection strings; one connection each, however many uses a node has.</summary>
public sealed class RedisNodes : IAsyncDisposable
{
    private readonly Dictionary<string, RedisNode> _nodes;

    /// <param name="names">Of connection strings; one that is there twice is one node.</param>
    /// <param name="configuration">Holds the connection strings.</param>
    /// <param name="spans">The service's own.</param>
    /// <param name="time">Times commands out.</param>
    public RedisNodes(IEnumerable<string> names, IConfiguration configuration, ActivitySource spans, TimeProvider time) =>
        _nodes = names.Distinct(StringComparer.Ordinal).ToDictionary(
            name => name,
            name => new RedisNode(name, configuration.GetConnectionString(name)!, spans, time),
            StringComparer.Ordinal);

    /// <summary>The node of that name.</summary>
    public RedisNode this[string name] => _nodes[name];

    /// <summary>Starts to connect to all of them at once.</summary>
    public void Warm()
    {
        foreach (var node in _nodes.Values)
        {
            node.Warm();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Values)
        {
            await node.DisposeAsync();
        }
    }
}
