using Lab.Control.Backing;

namespace Lab.Services.Tests.Support;

/// <summary>Three nodes; the first holds the counts. Tests that kill one start a trio of their own.</summary>
public sealed class RedisTrio : IAsyncDisposable
{
    private RedisTrio(IReadOnlyList<LocalRedis> nodes) => Nodes = nodes;

    public IReadOnlyList<LocalRedis> Nodes { get; }

    public LocalRedis Cache => Nodes[0];

    public static async Task<RedisTrio> StartAsync()
    {
        List<LocalRedis> nodes = [];
        for (var i = 0; i < 3; i++)
        {
            nodes.Add(await LocalRedis.StartAsync(new LocalServerOptions(), TestContext.Current.CancellationToken));
        }

        return new RedisTrio(nodes);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }
    }
}
