using Lab.Control.Publishing;
using Lab.Control.Runs;

namespace Lab.Hosting.Publishing;

/// <summary>A start of the AppHost with <c>--operation publish</c>: writes the manifests and starts nothing.</summary>
internal static class Publication
{
    /// <exception cref="Lab.Contracts.LabException">The model or the command line has problems.</exception>
    public static void Run(IReadOnlyList<Resource> resources, DistributedApplicationOptions options)
    {
        var wishes = PublishOptions.Read(options.Args);
        var system = PublishedModel.Of(resources, RunPlaces.Root(options.RepositoryRoot));
        var files = Publisher.Files(system, wishes, Faults.In(system.ScenarioFolder));
        PublishedFolder.Write(wishes.OutputPath, files);
        options.Output.WriteLine($"{files.Count} files written to {wishes.OutputPath}.");
    }
}
