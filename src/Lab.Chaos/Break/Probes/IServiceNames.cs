namespace Lab.Chaos.Break.Probes;

/// <summary>
/// Finds services by the names that they have on a cluster, so that one file serves both: there <c>http://inventory-service:8080/health</c> is found by DNS, here
/// it is the address of the resource <c>inventory</c>.
/// </summary>
internal interface IServiceNames
{
    /// <summary>The same address when its host is no service of the running system.</summary>
    Task<Uri> ResolveAsync(Uri address, CancellationToken cancellationToken);
}
