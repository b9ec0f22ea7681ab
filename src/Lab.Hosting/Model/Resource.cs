namespace Lab.Hosting;

/// <summary>Base of the resources of this engine: a name, and what the builder verbs have said about it so far.</summary>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary><c>project</c>, <c>executable</c>, <c>redis</c>, <c>postgres</c> or <c>link</c>.</summary>
    internal abstract string Kind { get; }

    internal ResourceSettings Settings { get; } = new();

    /// <summary>What a reference to it means where it is not: itself, or what is behind a link, which is never published.</summary>
    internal virtual Resource Behind => this;
}

/// <summary>A .NET project, started as its built binary.</summary>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal override string Kind => "project";

    internal IProjectMetadata? Metadata { get; init; }

    internal string? LaunchProfileName { get; init; }

    internal bool UsesLaunchProfile { get; init; }
}

/// <summary>Any program.</summary>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    /// <summary>Program: a path, or a name on the PATH.</summary>
    public string Command { get; } = command;

    /// <summary>Where it starts; relative to the AppHost's folder.</summary>
    public string WorkingDirectory { get; } = workingDirectory;

    internal override string Kind => "executable";
}

/// <summary>A Redis of the lab with throw-away data, or the one that <c>ConnectionStrings:name</c> in the configuration names.</summary>
public sealed class LabRedisResource(string name) : Resource(name), IResourceWithConnectionString
{
    internal override string Kind => "redis";
}

/// <summary>A PostgreSQL of the lab with throw-away data, or the one that <c>ConnectionStrings:name</c> in the configuration names.</summary>
public sealed class LabPostgresResource(string name, string database) : Resource(name), IResourceWithConnectionString
{
    /// <summary>The database that is created.</summary>
    public string Database { get; } = database;

    internal override string Kind => "postgres";
}
