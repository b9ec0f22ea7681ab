using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>A folder with a small scenario in which tests make one mistake at a time.</summary>
internal sealed class ScenarioFolder : IDisposable
{
    public const string Valid = """
        scenario: shop
        description: A shop that must not oversell
        target: { apphost: src/AppHost }
        services:
          web:   { replicas: 2, calls: [cache, db] }
          pay:   { latency: { median: 1ms, p99: 5ms } }
          cache: { kind: redis }
          db:    { kind: postgres }
        operations:
          buy:
            service: web
            steps:
              - read: { resource: cache, key: "stock:{key}" }
              - lock: { resource: db, key: "{key}", steps: [ write: { resource: db, key: orders, new: true } ] }
        workload:
          setup:    { send: "PUT web /items/{key}", body: { count: "{stock}" } }
          request:  { send: POST web /orders, headers: { Idempotency-Key: "{operation}" }, body: { item: "{key}" } }
          outcomes: { ok: [201], fail: [409, "503 busy"] }
          stock: 2
          requests: 8
          within: 500ms
          timeout: 30s
        state:
          db: select id as key, capacity, sold from items where id = any(@keys)
          cache: { cached: "stock:{key}" }
        records:
          db: select item as key, id as operation from orders where item = any(@keys)
        invariants:
          no-oversell: { holds: sold <= capacity }
          no-loss:     { check: acknowledged-once }
        variants:
          naive:  { role: suspect }
          atomic: { role: fix, environment: { web: { Shop__Strategy: atomic } } }
        conditions:
          volley: { alignment: aligned }
          killed: { alignment: aligned, fault: faults/killed.yaml }
        incidents: incidents.yaml
        """;

    public const string ValidIncidents = """
        - { boundary: web -> cache, kind: race, date: 2026-05-14, severity: high, note: Sold three seats twice }
        - { boundary: web -> db, kind: slow, date: 2026-05-01, severity: low }
        """;

    public const string ValidFault = """
        apiVersion: litmuschaos.io/v1alpha1
        kind: ChaosEngine
        metadata: { name: killed, namespace: shop, annotations: { chaoslab.dev/trace-point: after-commit } }
        spec:
          engineState: active
          appinfo: { appns: shop, applabel: app.kubernetes.io/component=web, appkind: deployment }
          chaosServiceAccount: chaos-lab
          experiments:
            - name: pod-delete
              spec: { components: { env: [ { name: TOTAL_CHAOS_DURATION, value: "1" } ] } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-scenario-");

    public ScenarioFolder() => Write("faults/killed.yaml", ValidFault);

    public string Path => _folder.FullName;

    public SourceFile Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.Combine(Path, name))!);
        File.WriteAllText(System.IO.Path.Combine(Path, name), text);

        return new SourceFile(System.IO.Path.Combine(Path, name), name);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The scenario after replacing one piece of its text, which must occur exactly once, by another.</summary>
    public static Scenario Read(params IReadOnlyList<(string From, string To)> edits) => ReadWith(ValidFault, edits);

    /// <summary>The same beside another fault file.</summary>
    public static Scenario ReadWith(string fault, params IReadOnlyList<(string From, string To)> edits)
    {
        using ScenarioFolder folder = new();
        folder.Write("incidents.yaml", ValidIncidents);
        folder.Write("faults/killed.yaml", fault);

        return ScenarioReader.Read(folder.Write("scenario.yaml", Edit(Valid, edits)));
    }

    /// <summary>All problems of the scenario after the edits.</summary>
    public static IReadOnlyList<string> Problems(params IReadOnlyList<(string From, string To)> edits) =>
        Assert.Throws<LabException>(() => Read(edits)).Problems;

    /// <summary>The only problem after one edit of the fault file.</summary>
    public static string ProblemOfFault(string from, string to) =>
        Assert.Single(Assert.Throws<LabException>(() => ReadWith(Edit(ValidFault, (from, to)))).Problems);

    /// <summary>The only problem of the scenario after one edit.</summary>
    public static string Problem(string from, string to) => Assert.Single(Problems((from, to)));

    public static string Edit(string text, params IReadOnlyList<(string From, string To)> edits)
    {
        foreach (var (from, to) in edits)
        {
            Assert.Equal(2, text.Split(from).Length);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }
}
