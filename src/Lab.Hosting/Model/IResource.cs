namespace Lab.Hosting;

/// <summary>A part of the topology: a service, a server, a job. The interfaces below say what can be done with it.</summary>
public interface IResource
{
    /// <summary>Unique in the topology; letters, digits and hyphens.</summary>
    string Name { get; }
}

/// <summary>Takes environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>Takes command line arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>Listens on endpoints.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>Can wait for other resources before it starts.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>Found by name by those that reference it (<c>http://inventory</c>).</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>Reached by a connection string.</summary>
public interface IResourceWithConnectionString : IResource;
