using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Tests.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Break.Litmus;

/// <summary>A small engine in which tests make one mistake at a time.</summary>
internal static class EngineFile
{
    public const string Valid = """
        apiVersion: litmuschaos.io/v1alpha1
        kind: ChaosEngine
        metadata:
          name: cart-latency
          namespace: shop
          annotations: { chaoslab.dev/after: 10ms, chaoslab.dev/seed: "42" }
        spec:
          engineState: active
          appinfo: { appns: shop, applabel: "app=cart,app=till", appkind: deployment }
          chaosServiceAccount: chaos-lab
          experiments:
            - name: pod-network-latency
              spec:
                components:
                  env:
                    - { name: TOTAL_CHAOS_DURATION, value: "30" }
                    - { name: NETWORK_LATENCY, value: "300" }
                    - { name: JITTER, value: "" }
                probe:
                  - name: stock
                    type: cmdProbe
                    mode: SOT
                    cmdProbe/inputs: { command: redis-cli get stock, comparator: { type: int, criteria: ">", value: "0" } }
                    runProperties: { probeTimeout: 2s, interval: 500ms, attempt: 3 }
                  - name: alive
                    type: httpProbe
                    mode: Continuous
                    httpProbe/inputs:
                      url: http://127.0.0.1:5080/health
                      method: { get: { criteria: "==", responseCode: "200" } }
                    runProperties: { probeTimeout: 2s, interval: 0s, probePollingInterval: 250ms, stopOnFailure: true }

        """;

    public static IReadOnlyList<ChaosEngine> ReadAll(string text)
    {
        using ScenarioFolder folder = new();

        return ChaosEngineReader.ReadAll(folder.Write("engine.yaml", text));
    }

    /// <summary>The engine after replacing one piece of its text, which must occur exactly once, by another.</summary>
    public static ChaosEngine Read(params IReadOnlyList<(string From, string To)> edits) =>
        Assert.Single(ReadAll(ScenarioFolder.Edit(Valid, edits)));

    /// <summary>All problems of the engine after the edits.</summary>
    public static IReadOnlyList<string> Problems(params IReadOnlyList<(string From, string To)> edits) =>
        Assert.Throws<LabException>(() => Read(edits)).Problems;

    /// <summary>The only problem of the engine after one edit.</summary>
    public static string Problem(string from, string to) => Assert.Single(Problems((from, to)));

    /// <summary>The only warning of the engine after one edit.</summary>
    public static string Warning(string from, string to) => Assert.Single(Read((from, to)).Warnings);

    /// <summary>The only thing that the lab does not do of the engine after one edit.</summary>
    public static string NotHere(string from, string to) => Assert.Single(Read((from, to)).NotDoneHere);
}
