using Lab.Control.Runs;

namespace Lab.Hosting;

/// <summary>Collects the resources of a topology. Nothing starts before <see cref="DistributedApplication.Run"/>.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Folder that relative paths are resolved against.</summary>
    string AppHostDirectory { get; }

    /// <summary>Resources in the order in which they were added.</summary>
    IReadOnlyList<IResource> Resources { get; }

    /// <summary>Adds a resource.</summary>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>Closes the collection.</summary>
    DistributedApplication Build();
}

/// <summary>Options of <see cref="DistributedApplication.CreateBuilder(DistributedApplicationOptions)"/>.</summary>
public sealed record DistributedApplicationOptions
{
    /// <summary>Command line of the AppHost.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Folder of the repository, where <c>.lab</c> lies; null looks for Lab.sln above the binary, then above the current directory.</summary>
    public string? RepositoryRoot { get; init; }

    /// <summary>Identifier of this run; null takes <c>LAB_RUN_ID</c>, else a fresh one.</summary>
    public string? RunId { get; init; }

    /// <summary>Folder of this run's logs; null takes <c>LAB_RUN_FOLDER</c>, else <c>.lab/runs/&lt;id&gt;</c>.</summary>
    public string? RunFolder { get; init; }

    /// <summary>Whether the Aspire dashboard is started where the <c>aspire</c> command is found; null takes <c>LAB_DASHBOARD</c>, else not.</summary>
    public bool? Dashboard { get; init; }

    /// <summary>Resources to be started, with all that they need; null takes <c>LAB_START</c>, else what the verbs say.</summary>
    public IReadOnlyList<string>? Start { get; init; }

    /// <summary>Full path of the <c>aspire</c> command; null looks for it.</summary>
    internal string? AspireCommand { get; init; }

    /// <summary>Where progress and the table of endpoints are written.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal RunWishes Wishes => new() { RepositoryRoot = RepositoryRoot, RunId = RunId, RunFolder = RunFolder, Start = Start };
}

internal sealed class DistributedApplicationBuilder(DistributedApplicationOptions options) : IDistributedApplicationBuilder
{
    private readonly List<Resource> _resources = [];

    public string AppHostDirectory => Directory.GetCurrentDirectory();

    public IReadOnlyList<IResource> Resources => _resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        _resources.Add(ResourceBuilderExtensions.Of(resource));
        return new ResourceBuilder<T>(resource, this);
    }

    public DistributedApplication Build() => new([.. _resources], options);
}
