using Lab.Control.Publishing;
using Lab.Control.Publishing.Writing;
using Lab.Hosting.Publishing;

namespace Lab.Hosting.Tests.Publishing;

/// <summary>A small system of this engine's model, published in memory.</summary>
internal sealed class Published
{
    private Published(IReadOnlyDictionary<string, string> files) => Files = files;

    public IReadOnlyDictionary<string, string> Files { get; }

    public static Published Of(Action<IDistributedApplicationBuilder> topology, IReadOnlyDictionary<string, string>? faults = null, PublishOptions? options = null)
    {
        var builder = TestLab.Builder();
        topology(builder);
        var system = PublishedModel.Of([.. builder.Resources.Cast<Resource>()], AppContext.BaseDirectory);
        return new Published(Publisher.Files(system, options ?? new PublishOptions { OutputPath = "unused", Tag = "1.2.3" }, faults ?? new Dictionary<string, string>()));
    }

    /// <summary>The shop that most tests publish: a service with two replicas between a caller, a cache and a database.</summary>
    public static void Shop(IDistributedApplicationBuilder builder)
    {
        var redis = builder.AddLabRedis("cache");
        var postgres = builder.AddLabPostgres("orders", database: "shop");
        var stock = builder.AddEcho("stock").WithReplicas(2)
            .WithReference(redis).WithReference(postgres)
            .WithEnvironment("Stock__Mode", "fast")
            .WithProbes(ready: "/health", alive: "/alive").WithCpuLimit("250m").WithMemoryLimit("256Mi");
        builder.AddEcho("front").WithReference(stock).WithExternalHttpEndpoints().WithEnvironment("Stock__Url", stock.GetEndpoint("http"));
        var lab = builder.AddLab<Projects.Lab_Hosting_TestApp>("lab", scenario: "none");
        lab.AddDriver("predictor", verb: "predict");
        lab.AddDriver("load", verb: "stress");
    }

    public YamlMap Document(string file) => YamlReading.Documents(Files[file]).Single();

    /// <summary>Text at a path such as <c>spec/template/spec/containers/0/image</c>; null where there is nothing.</summary>
    public string? Text(string file, string path) => At(Document(file), path) switch
    {
        YamlText text => text.Text,
        YamlPlain plain => plain.Text,
        _ => null,
    };

    /// <summary>The part as it is written.</summary>
    public string Part(string file, string path) => YamlWriter.Write((YamlMap)At(Document(file), path)!);

    private static YamlValue? At(YamlValue? value, string path) => path.Split('/').Aggregate(value, (at, step) => at switch
    {
        YamlMap map => map[step],
        YamlList list => list.ElementAtOrDefault(int.Parse(step)),
        _ => null,
    });
}
