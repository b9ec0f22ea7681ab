namespace Lab.EndToEnd.Tests;

/// <summary>A system that somebody else started: one service at an address, and a database that cannot be reached.</summary>
internal static class ForeignScenario
{
    /// <returns>Path of the file.</returns>
    public static async Task<string> WriteAsync(string address)
    {
        var folder = Directory.CreateTempSubdirectory("lab-foreign-").FullName;
        var path = Path.Combine(folder, "scenario.yaml");
        await File.WriteAllTextAsync(path, $$"""
            scenario: foreign
            description: A system that somebody else started.
            target:
              urls: { shop: "{{address}}" }
              connections: { db: "Host=127.0.0.1;Port=9;Username=nobody;Database=none;Timeout=1" }
            services:
              shop: { calls: [db] }
              db: { kind: postgres }
            operations: {}
            workload:
              request: { send: POST shop /orders, body: { key: "{key}" } }
              outcomes: { ok: [201], fail: [409] }
              stock: 1
              requests: 2
              within: 10ms
              timeout: 2s
            state: { db: "select 'k' as key, 1 as sold where 'k' = any(@keys)" }
            invariants: { sold-out: { holds: sold >= 1 } }
            variants: { as-is: { role: suspect, description: as it is } }
            conditions: { volley: { alignment: aligned } }
            """);
        return path;
    }
}
