using Lab.TestKit.Charts;

namespace Lab.Aspire.Tests.Publishing;

/// <summary>The real AppHost, published once and rendered with a password that can be told from everything else.</summary>
public sealed class PublishedChart : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-chart-");

    /// <summary>Stands for every password.</summary>
    internal const string Password = "p4ssw0rd-that-must-not-leak";

    internal Chart Chart { get; private set; } = null!;

    /// <summary>Folder of the experiments beside it.</summary>
    internal string Litmus { get; private set; } = null!;

    /// <summary>Values under <c>secrets</c> as published, by path.</summary>
    internal IReadOnlyDictionary<string, string> Secrets { get; private set; } = null!;

    internal IReadOnlyList<Manifest> Manifests { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var chart = Path.Combine(_folder.FullName, "chart");
        var output = await AppHostProcess.PublishAsync("publish", chart, _folder.FullName);
        Assert.True(File.Exists(Path.Combine(chart, "Chart.yaml")), $"Nothing was published:\n{output}");

        Litmus = Path.Combine(chart, "litmus");
        Chart = Chart.Load(chart);
        Secrets = Chart.Values.Under("secrets").ToDictionary(path => path, path => Chart.Values.Find(path)!.Text);
        foreach (var path in Secrets.Keys)
        {
            Chart.Values.Set(path, Password);
        }

        Manifests = Chart.Manifests(release: "lab");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    internal Manifest Find(string kind, string name) => Manifests.Single(m => m.Kind == kind && m.Name == name);

    /// <summary>What the container of a workload gets as its environment: entries of its config map and its secret.</summary>
    internal IReadOnlyDictionary<string, string?> Environment(Manifest workload) => workload.Container()["envFrom"].Items
        .SelectMany(source => source["configMapRef"]["name"].Text is { } config
            ? Find("ConfigMap", config)["data"].Entries
            : Find("Secret", source["secretRef"]["name"].Text!)["stringData"].Entries)
        .ToDictionary(entry => entry.Key, entry => entry.Value);
}

/// <summary>Where things are in a workload.</summary>
internal static class Workloads
{
    public static Manifest PodSpec(this Manifest workload) => workload["spec"]["template"]["spec"];

    public static Manifest Container(this Manifest workload) => Assert.Single(workload.PodSpec()["containers"].Items);
}
