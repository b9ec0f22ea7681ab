using System.Text.Json.Nodes;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>What operators have been seen to do.</summary>
internal static class OperatorScripts
{
    private const string HelperError = """
        { "errorCode": "HELPER_ERROR", "reason": "{\"errorCode\":\"CONTAINER_RUNTIME_ERROR\",\"phase\":\"ChaosInject\",\"reason\":\"no such file: /run/containerd/containerd.sock\",\"target\":\"{podName: inventory-7d9f-a}\"}" }
        """;

    public static Task PassAsync(OperatorHands hands, CancellationToken cancellationToken) => EndAsync(hands, "Pass", status =>
    {
        status["history"] = JsonNode.Parse("""{ "targets": [{ "name": "inventory", "kind": "deployment", "chaosStatus": "targeted" }] }""");
        status["probeStatuses"] = Probe("Passed", "");
    }, cancellationToken);

    public static Task FailAsync(OperatorHands hands, CancellationToken cancellationToken) =>
        EndAsync(hands, "Fail", status => status["probeStatuses"] = Probe("Failed", "Actual code: 500, expected: 200"), cancellationToken);

    /// <summary>A helper pod that failed.</summary>
    public static Task ErrorAsync(OperatorHands hands, CancellationToken cancellationToken)
    {
        hands.AddPod("pod-network-latency-helper-q2w3e");
        return EndAsync(hands, "Error", status => status["experimentStatus"]!["errorOutput"] = JsonNode.Parse(HelperError), cancellationToken);
    }

    /// <summary>Everything runs for ever.</summary>
    public static async Task StuckAsync(OperatorHands hands, CancellationToken cancellationToken)
    {
        hands.Initialize();
        await OperatorHands.PauseAsync(cancellationToken);
        hands.Experiment("Running");
        hands.Result("Awaited");
    }

    /// <summary>The experiment's pod failed without a word.</summary>
    public static async Task CompletedWithoutResultAsync(OperatorHands hands, CancellationToken cancellationToken)
    {
        hands.Initialize();
        await OperatorHands.PauseAsync(cancellationToken);
        hands.Complete();
    }

    /// <summary>The runner never noticed that its experiment had ended.</summary>
    public static async Task PassWithAwaitedEngineAsync(OperatorHands hands, CancellationToken cancellationToken)
    {
        await StuckAsync(hands, cancellationToken);
        hands.Result("Pass");
    }

    public static async Task NotFoundAsync(OperatorHands hands, CancellationToken cancellationToken)
    {
        hands.Initialize();
        await OperatorHands.PauseAsync(cancellationToken);
        hands.Experiment("ChaosExperiment Not Found", "N/A");
    }

    public static Task AsleepAsync(OperatorHands hands, CancellationToken cancellationToken) => Task.CompletedTask;

    public static async Task HangAsync(OperatorHands hands, CancellationToken cancellationToken)
    {
        await StuckAsync(hands, cancellationToken);
        hands.Cluster.Hang();
    }

    public static async Task DieAsync(OperatorHands hands, CancellationToken cancellationToken)
    {
        await StuckAsync(hands, cancellationToken);
        await hands.Cluster.DieAsync();
    }

    /// <summary>Somebody else deletes the engine.</summary>
    public static async Task DeletedAsync(OperatorHands hands, CancellationToken cancellationToken)
    {
        await StuckAsync(hands, cancellationToken);
        hands.Cluster.Store.Delete("chaosengines", ScriptedCluster.Namespace, hands.Engine["metadata"]!["name"]!.GetValue<string>());
    }

    private static async Task EndAsync(OperatorHands hands, string verdict, Action<JsonObject> more, CancellationToken cancellationToken)
    {
        await StuckAsync(hands, cancellationToken);
        await OperatorHands.PauseAsync(cancellationToken);
        hands.Result(verdict, more);
        hands.Experiment("Completed", verdict);
        hands.Complete();
    }

    private static JsonArray Probe(string verdict, string description) => new(new JsonObject
    {
        ["name"] = "checkout-answers",
        ["type"] = "httpProbe",
        ["mode"] = "Continuous",
        ["status"] = new JsonObject { ["verdict"] = verdict, ["description"] = description },
    });
}
