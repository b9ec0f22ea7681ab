using Lab.Chaos.Break.Probes;
using Lab.Contracts.Control;

namespace Lab.Chaos.Tests.Break.Probes;

/// <summary>Whether objects exist: those that the running lab stands for, and those of a cluster.</summary>
public sealed class ClusterObjectsTests
{
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pods", "present", "app.kubernetes.io/component=inventory", "", true)]
    [InlineData("pods", "present", "app.kubernetes.io/name=shop,app.kubernetes.io/component in (inventory,web)", "", true)]
    [InlineData("pods", "present", "app.kubernetes.io/component=till", "", false)]
    [InlineData("pods", "absent", "app.kubernetes.io/component=till", "", true)]
    [InlineData("pods", "present", "", "inventory-1", true)]
    [InlineData("pods", "present", "", "inventory-1,inventory-2", false)]
    [InlineData("pods", "absent", "", "inventory-2", true)]
    [InlineData("deployments", "present", "", "inventory-deployment", true)]
    [InlineData("deployments", "present", "", "redis", false)]
    [InlineData("statefulsets", "present", "", "redis-statefulset", true)]
    [InlineData("services", "present", "", "redis-service,inventory", true)]
    [InlineData("services", "absent", "app.kubernetes.io/component=inventory-redis", "", true)]
    public async Task The_running_lab_answers_for_a_cluster(string resource, string operation, string labels, string names, bool passes)
    {
        var probe = Sample.Objects(resource, operation, labels, names.Split(',', StringSplitOptions.RemoveEmptyEntries));

        var answer = await Topology().AskAsync(probe, _token);

        Assert.Equal(passes ? ProbeAnswerKind.Passed : ProbeAnswerKind.Failed, answer.Kind);
    }

    [Fact]
    public async Task A_failure_lists_what_there_is()
    {
        var answer = await Topology().AskAsync(Sample.Objects("pods", "absent", "app.kubernetes.io/component=inventory"), _token);

        Assert.Equal("pods with app.kubernetes.io/component=inventory: not absent. There are: inventory-1.", answer.Description);
    }

    [Theory]
    [InlineData("http://inventory-service:8080/health?a=b", "http://127.0.0.1:5001/health?a=b")]
    [InlineData("http://inventory-service.shop.svc.cluster.local/health", "http://127.0.0.1:5001/health")]
    [InlineData("http://inventory/", "http://127.0.0.1:5001/")]
    [InlineData("http://127.0.0.1:5080/health", "http://127.0.0.1:5080/health")]
    [InlineData("http://elsewhere/health", "http://elsewhere/health")]
    public async Task A_service_is_found_by_the_name_that_it_has_on_a_cluster(string asked, string found) =>
        Assert.Equal(new Uri(found), await Topology().ResolveAsync(new Uri(asked), _token));

    [Theory]
    [InlineData("present", "pod/inventory-1\npod/inventory-2\n", true)]
    [InlineData("present", "pod/inventory-1\n", false)]
    [InlineData("present", "", false)]
    [InlineData("absent", "pod/inventory-1\n", false)]
    [InlineData("absent", "", true)]
    public async Task A_cluster_is_asked_for_all_names_at_once(string operation, string output, bool passes)
    {
        List<string> asked = [];
        KubectlObjects cluster = new((arguments, _, _) =>
        {
            asked.Add(string.Join(' ', arguments));
            return Task.FromResult((0, output, ""));
        }, "shop");

        var answer = await cluster.AskAsync(Sample.Objects("pods", operation, "", "inventory-1", "inventory-2"), _token);

        Assert.Equal(["get pods inventory-1 inventory-2 --namespace shop --output name --ignore-not-found"], asked);
        Assert.Equal(passes ? ProbeAnswerKind.Passed : ProbeAnswerKind.Failed, answer.Kind);
    }

    [Fact]
    public async Task A_cluster_creates_and_deletes_too()
    {
        List<string> asked = [];
        KubectlObjects cluster = new((arguments, input, _) =>
        {
            asked.Add($"{string.Join(' ', arguments)} < {input}");
            return Task.FromResult((1, "", "forbidden\n"));
        }, "shop");

        var created = await cluster.AskAsync(Sample.Objects("pods", "create") with { Data = "kind: Pod", Namespace = "other" }, _token);
        await cluster.AskAsync(Sample.Objects("deployments", "delete", "app=a") with { Group = "apps", FieldSelector = "metadata.name=b" }, _token);
        var looked = await cluster.AskAsync(Sample.Objects("pods", "present"), _token);

        Assert.Equal(
            [
                "create -f - --namespace other < kind: Pod",
                "delete deployments.v1.apps --selector app=a --field-selector metadata.name=b --namespace shop < ",
                "get pods --namespace shop --output name --ignore-not-found < ",
            ],
            asked);
        Assert.Equal(ProbeAnswer.Failed("create of pods failed: forbidden"), created);
        Assert.Equal(ProbeAnswer.Error("kubectl get pods ended with 1: forbidden"), looked);
    }

    private static RunningTopology Topology() => new(_ => Task.FromResult<IReadOnlyList<ResourceInfo>>(
    [
        Resource("inventory", "project", "http", new Uri("http://127.0.0.1:5001"), ("inventory-1", ResourceState.Running), ("inventory-2", ResourceState.Starting)),
        Resource("redis", "redis", "tcp", new Uri("tcp://127.0.0.1:6379"), ("redis-1", ResourceState.Running)),
        Resource("inventory-redis", "link", "tcp", new Uri("tcp://127.0.0.1:6380"), ("inventory-redis-1", ResourceState.Running)),
    ]));

    private static ResourceInfo Resource(string name, string kind, string endpoint, Uri address, params IReadOnlyList<(string Id, ResourceState State)> replicas) => new()
    {
        Name = name,
        Kind = kind,
        State = ResourceState.Running,
        Endpoints = new Dictionary<string, Uri> { [endpoint] = address },
        References = [],
        Replicas = [.. replicas.Select(replica => new ReplicaInfo { Id = replica.Id, Pid = 1, State = replica.State, Endpoint = null, Restarts = 0 })],
    };
}
