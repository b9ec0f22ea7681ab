using Lab.Control.Backing;

namespace Lab.Hosting.Running;

/// <summary>Gives every endpoint its ports before anything starts, so that addresses are constants for the life of the lab.</summary>
internal sealed class PortAllocation
{
    private readonly HashSet<int> _taken = [];

    /// <summary>Fixed ports that somebody else holds, each with its mend.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<Resource> resources) =>
        from resource in resources
        from endpoint in resource.Settings.Endpoints
        from port in new[] { endpoint.Port, endpoint.TargetPort }.OfType<int>().Distinct()
        where !FreePorts.IsFree(port)
        select $"Resource '{resource.Name}', endpoint '{endpoint.Name}': port {port} on 127.0.0.1 is in use{PortHolder.Describe(port)}. "
            + "End that process, or choose another port in AppHost.cs.";

    /// <summary>A free port that this allocation has not given out yet.</summary>
    public int Take()
    {
        int port;
        do
        {
            port = FreePorts.Take();
        }
        while (!_taken.Add(port));
        return port;
    }

    /// <summary>Ports of one endpoint: what clients use, and what each replica listens on.</summary>
    public EndpointPorts Allocate(EndpointSettings endpoint, int replicas)
    {
        if (replicas == 1)
        {
            // One process is reached directly: a relay would cost time and hide nothing, since its port is kept over restarts.
            var port = endpoint.TargetPort ?? endpoint.Port ?? Take();
            return new EndpointPorts(port, [port]);
        }

        return new EndpointPorts(endpoint.Port ?? Take(), [.. Enumerable.Range(0, replicas).Select(_ => Take())]);
    }
}

/// <summary>Port for clients, and one port for each replica.</summary>
internal sealed record EndpointPorts(int Port, IReadOnlyList<int> Targets);
