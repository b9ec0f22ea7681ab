namespace Lab.Aspire.Tests.Publishing;

/// <summary>What the lab publishes beside Aspire's chart.</summary>
public sealed class PublishingStepsTests(PublishedChart published) : IClassFixture<PublishedChart>
{
    [Fact]
    public async Task The_plain_manifests_are_those_of_the_embedded_engine_byte_for_byte()
    {
        var folder = Directory.CreateTempSubdirectory("lab-k3s-");
        try
        {
            var k3s = Path.Combine(folder.FullName, "k3s");
            var output = await AppHostProcess.PublishAsync("publish-k3s", k3s, folder.FullName);

            Assert.True(Directory.Exists(k3s), output);
            Assert.Equal(Files(Path.Combine(Repository(), "k3s")), Files(k3s));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Engines_beside_the_chart_aim_at_its_pods()
    {
        string[] engines = Directory.GetFiles(Path.Combine(published.Litmus, "engines"));

        Assert.NotEmpty(engines);
        Assert.All(engines, engine =>
        {
            var label = File.ReadLines(engine).Single(line => line.Contains("applabel:", StringComparison.Ordinal)).Split('=')[^1];
            Assert.Contains(published.Manifests, manifest => manifest["spec"]["template"]["metadata"]["labels"]["app.kubernetes.io/component"].Text == label);
        });
    }

    [Fact]
    public void Beside_the_chart_no_network_is_touched() =>
        Assert.DoesNotContain(
            Directory.GetFiles(published.Litmus, "*.yaml", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains("kind: NetworkPolicy", StringComparison.Ordinal));

    private static SortedDictionary<string, string> Files(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), file => File.ReadAllText(file).ReplaceLineEndings("\n")),
        StringComparer.Ordinal);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Lab.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
