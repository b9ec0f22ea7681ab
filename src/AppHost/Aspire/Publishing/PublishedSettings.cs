namespace Lab.AppHost.Aspire.Publishing;

/// <summary>What the verbs have said of a resource beside what Aspire keeps of it; read when the plain manifests are written.</summary>
/// <param name="What"><c>cpu</c> or <c>memory</c>.</param>
/// <param name="Quantity">In Kubernetes notation.</param>
internal sealed record PublishedLimit(string What, string Quantity) : IResourceAnnotation;

/// <summary>Paths that are probed on the endpoint <c>http</c>.</summary>
internal sealed record PublishedPaths(string Ready, string Alive) : IResourceAnnotation;

/// <summary>A phase of the lab that runs as a job.</summary>
internal sealed record PublishedDriver(string Verb, string Scenario) : IResourceAnnotation;
