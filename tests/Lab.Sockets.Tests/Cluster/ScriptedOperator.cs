using System.Text.Json.Nodes;
using Lab.Chaos.Break.Cluster;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>What the operator and its pods do to one engine, step by step.</summary>
internal delegate Task OperatorScript(OperatorHands hands, CancellationToken cancellationToken);

/// <summary>Plays the Litmus operator: runs a script for each engine that appears, and cleans up after one that is stopped or deleted.</summary>
internal sealed class ScriptedOperator(ScriptedCluster cluster, OperatorScript script, bool takesFinalizerOff = true) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly List<Task> _scripts = [];
    private Task _loop = Task.CompletedTask;

    public ScriptedOperator Start()
    {
        _loop = LoopAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _loop;
        await Task.WhenAll(_scripts);
    }

    private async Task LoopAsync()
    {
        try
        {
            await foreach (var (type, engine) in cluster.Store.WatchAsync(ResourceKind.Engines.Plural, "", 0, _ended.Token))
            {
                var hands = new OperatorHands(cluster, engine);
                if (type == "ADDED")
                {
                    _scripts.Add(RunAsync(hands));
                }
                else if (type == "MODIFIED" && takesFinalizerOff
                    && (engine.TextAt("spec", "engineState") == "stop" || engine.At("metadata", "deletionTimestamp") is not null))
                {
                    hands.CleanUp();
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task RunAsync(OperatorHands hands)
    {
        try
        {
            await script(hands, _ended.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}

/// <summary>What the operator, the runner and the experiment can do to their documents.</summary>
internal sealed class OperatorHands(ScriptedCluster cluster, JsonObject engine)
{
    private const string Finalizer = "chaosengine.litmuschaos.io/finalizer";

    private readonly string _space = engine.TextAt("metadata", "namespace");

    public ScriptedCluster Cluster => cluster;

    public JsonObject Engine => engine;

    private string Fault => engine.ListAt("spec", "experiments").First().TextAt("name");

    private string ResultName => $"{engine.Name}-{Fault}-{engine.ListAt("spec", "experiments").First().EnvAt("INSTANCE_ID", "spec", "components")}";

    /// <summary>The operator takes notice: status, finalizer, runner pod.</summary>
    public void Initialize()
    {
        Change(document =>
        {
            document["metadata"]!["finalizers"] = new JsonArray(Finalizer);
            document["status"] = new JsonObject { ["engineStatus"] = "initialized", ["experiments"] = new JsonArray() };
        });
        AddPod($"{engine.Name}-runner");
    }

    public void Experiment(string status, string verdict = "Awaited") => Change(document => document["status"]!["experiments"] = new JsonArray(
        new JsonObject { ["name"] = Fault, ["status"] = status, ["verdict"] = verdict, ["runner"] = $"{engine.Name}-runner" }));

    /// <summary>The experiment writes its result, the first time or anew.</summary>
    public void Result(string verdict, Action<JsonObject>? more = null)
    {
        var status = new JsonObject
        {
            ["experimentStatus"] = new JsonObject { ["phase"] = verdict == "Awaited" ? "Running" : "Completed", ["verdict"] = verdict, ["probeSuccessPercentage"] = verdict == "Pass" ? "100" : verdict == "Awaited" ? "Awaited" : "0" },
        };
        more?.Invoke(status);
        if (cluster.Store.Change(ResourceKind.Results.Plural, _space, ResultName, document => document["status"] = status.DeepClone()) is null)
        {
            AddPod($"{Fault}-x7k2p");
            cluster.Store.Create(ResourceKind.Results.Plural, new JsonObject
            {
                ["apiVersion"] = ResourceKind.Results.ApiVersion,
                ["kind"] = ResourceKind.Results.Kind,
                ["metadata"] = new JsonObject { ["name"] = ResultName, ["namespace"] = _space, ["labels"] = new JsonObject { ["chaosUID"] = engine.Uid } },
                ["spec"] = new JsonObject { ["engine"] = engine.Name, ["experiment"] = Fault },
                ["status"] = status,
            });
        }
    }

    /// <summary>The operator sees the runner end.</summary>
    public void Complete(string status = "completed") => Change(document =>
    {
        document["spec"]!["engineState"] = "stop";
        document["status"]!["engineStatus"] = status;
    });

    public void AddPod(string name) => cluster.Store.Create("pods", new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = _space, ["labels"] = new JsonObject { ["chaosUID"] = engine.Uid } },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "main" }) },
    });

    /// <summary>Long enough for a watch to see a state by itself.</summary>
    public static Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);

    /// <summary>As the operator does for an engine that is stopped or deleted; one that completed keeps its pods, as the job policy says, until it is deleted.</summary>
    public void CleanUp()
    {
        var now = cluster.Store.Find(ResourceKind.Engines.Plural, _space, engine.Name);
        var completed = now.TextAt("status", "engineStatus") == "completed";
        if (now is null || now.At("metadata", "finalizers") is not JsonArray { Count: > 0 } || (completed && now.At("metadata", "deletionTimestamp") is null))
        {
            return;
        }

        foreach (var pod in cluster.Store.List("pods", _space).Where(pod => pod.TextAt("metadata", "labels", "chaosUID") == engine.Uid))
        {
            cluster.Store.Delete("pods", _space, pod.Name);
        }

        Change(document =>
        {
            document["metadata"]!["finalizers"] = new JsonArray();
            document["status"]!["engineStatus"] = completed ? "completed" : "stopped";
        });
    }

    private void Change(Action<JsonObject> change) => cluster.Store.Change(ResourceKind.Engines.Plural, _space, engine.Name, change);
}
