using Lab.TestKit.Charts;
using YamlDotNet.RepresentationModel;

namespace Lab.EndToEnd.Tests.Publishing;

/// <summary>The real AppHost, published once into a folder that is gone after the tests.</summary>
public sealed class PublishedK3s : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-k3s-");

    /// <summary>The folder that is part of the repository.</summary>
    internal static string Committed => Path.Combine(LabProcess.Paths.Repository, "k3s");

    internal string Folder => _folder.FullName;

    internal LabOutcome Outcome { get; private set; } = null!;

    /// <summary>Every document, kustomizations not counted.</summary>
    internal IReadOnlyList<Manifest> Manifests { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Outcome = await LabProcess.RunAsync("publish", "-o", Folder);
        Assert.True(Outcome.ExitCode == 0, Outcome.Output + Outcome.Error);
        Manifests = [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Select(Read).Where(manifest => manifest.Kind != "Kustomization")];
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>File to text, below a folder.</summary>
    internal static SortedDictionary<string, string> Files(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText),
        StringComparer.Ordinal);

    private Manifest Read(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(file)));
        return new Manifest(Path.GetRelativePath(Folder, file), Assert.Single(stream.Documents).RootNode);
    }
}
