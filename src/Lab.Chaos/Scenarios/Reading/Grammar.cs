using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>
/// Every key that scenario.yaml may have, by section. <c>scenarios/scenario.schema.json</c> says the same to editors; a test keeps
/// the two in step. What a key means is documented there and in the records that the readers fill.
/// </summary>
internal static class Grammar
{
    public static readonly Shape Scenario = new("scenario",
        new Key("scenario", "ticketing", Required: true),
        new Key("description", "Replicas sell from one shared count", Required: true),
        new Key("target", "{ apphost: src/AppHost }", Required: true),
        new Key("services", "{ checkout: { calls: [inventory] } }", Required: true),
        new Key("operations", "{ buy: { service: inventory, steps: [] } }"),
        new Key("swarm", "{ cores: 2, keys: { count: 100, zipf: 1.1 } }"),
        new Key("workload", "{ request: { send: POST checkout /orders }, … }", Required: true),
        new Key("fuzz", "{ operations: { order: { request: { send: POST checkout /orders } } } }"),
        new Key("state", "{ redis: { cached: \"stock:{key}\" } }"),
        new Key("records", "{ postgres: select event_id as key, idempotency_key as operation from orders }"),
        new Key("invariants", "{ sold-within-capacity: { holds: sold <= capacity } }", Required: true),
        new Key("variants", "{ naive: { role: suspect } }", Required: true),
        new Key("conditions", "{ volley: { alignment: aligned } }", Required: true),
        new Key("break", "{ schedule: [faults/replica-kills.yaml] }"),
        new Key("incidents", "incidents.yaml"));

    public static readonly Shape Target = new("target",
        new Key("apphost", "src/AppHost"),
        new Key("urls", "{ checkout: http://127.0.0.1:5080 }"),
        new Key("connections", "{ postgres: \"Host=127.0.0.1;Database=tickets\" }"));

    public static readonly Shape Service = new("service",
        new Key("kind", "redis"),
        new Key("replicas", "3"),
        new Key("calls", "[inventory, postgres]"),
        new Key("latency", "{ median: 0.5ms, p99: 2ms }"),
        new Key("cpu", "0.2ms"),
        new Key("concurrency", "200"),
        new Key("quota", "250m"));

    public static readonly Shape Latency = new("latency",
        new Key("median", "0.5ms", Required: true),
        new Key("p99", "2ms", Required: true));

    public static readonly Shape Operation = new("operation",
        new Key("service", "inventory", Required: true),
        new Key("steps", "[read: { resource: redis, key: \"stock:{key}\" }]", Required: true),
        new Key("weight", "1"),
        new Key("retry", "{ after: 2s, most: 3 }"));

    /// <summary>A variant's operation: what it leaves out is the scenario's.</summary>
    public static readonly Shape OwnOperation = new("ownOperation",
        [.. Operation.Keys.Select(key => key with { Required = key.Name == "steps" })]);

    public static readonly Shape Retry = new("retry",
        new Key("after", "2s", Required: true),
        new Key("most", "3", Required: true));

    /// <summary>A step has exactly one of these keys.</summary>
    public static readonly Shape Step = new("step",
        [.. Words.StepKinds.Keys.Select(kind => new Key(kind, "{ resource: redis, key: \"stock:{key}\" }"))]);

    public static readonly Shape ReadStep = Touching("readStep", new Key("for-update", "true"), new Key("miss", "[read: { resource: postgres, key: \"item:{key}\" }]"));

    public static readonly Shape CheckStep = Touching("checkStep", new Key("holds", "\">= 1\""));

    public static readonly Shape CallStep = Touching("callStep", new Key("operation", "reserve"), new Key("applies", "true"), new Key("idempotent", "true"));

    public static readonly Shape WriteStep = Touching(
        "writeStep", new Key("add", "-1"), new Key("set", "0"), new Key("new", "true"), new Key("from", "\"postgres item:{key}\""), new Key("idempotent", "true"));

    public static readonly Shape AtomicStep = Touching(
        "atomicStep", new Key("add", "-1"), new Key("holds", "\">= 1\""), new Key("version", "true"), new Key("idempotent", "true"));

    public static readonly Shape LockStep = Touching("lockStep", InnerSteps, new Key("lease", "500ms"), new Key("fencing", "true"));

    public static readonly Shape TransactionStep = Touching("transactionStep", InnerSteps, new Key("isolation", "serializable"));

    public static readonly Shape InvalidateStep = Touching("invalidateStep");

    public static readonly Shape Swarm = new("swarm",
        new Key("cores", "2"),
        new Key("keys", "{ count: 100, zipf: 1.1 }"),
        new Key("think", "{ median: 2s, p99: 20s }"),
        new Key("population", "{ buyers: 60, bots: 5 }"),
        new Key("starts", "{ \"seat:{key}\": 0 }"),
        new Key("restarts", "{ inventory: 30s }"),
        new Key("pauses", "{ inventory: { every: 20s, for: 2s } }"),
        new Key("slow", "{ payments: { every: 20s, for: 5s, times: 10 } }"));

    public static readonly Shape SwarmKeys = new("swarmKeys",
        new Key("count", "100"),
        new Key("zipf", "1.1"));

    public static readonly Shape Pause = new("pause",
        new Key("every", "20s", Required: true),
        new Key("for", "2s", Required: true));

    public static readonly Shape Slow = new("slow",
        [.. Pause.Keys, new Key("times", "10", Required: true)]);

    public static readonly Shape Workload = new("workload",
        new Key("setup", "{ send: \"PUT inventory /events/{key}\", body: { capacity: \"{stock}\" } }"),
        new Key("request", "{ send: POST checkout /orders, body: { eventId: \"{key}\" } }", Required: true),
        new Key("mix", "{ update: { share: 0.1, send: \"PUT catalog /products/{key}\" } }"),
        new Key("outcomes", "{ ok: [201], fail: [409] }", Required: true),
        new Key("stock", "50"),
        new Key("requests", "200", Required: true),
        new Key("within", "500ms", Required: true),
        new Key("timeout", "30s", Required: true),
        new Key("keys", "{ count: 20, zipf: 1.1 }"),
        new Key("sessions", "{ order: { weight: 9, steps: [{ send: POST checkout /orders }] } }"),
        new Key("thresholds", "[\"p99 < 250ms\", \"info < 1%\"]"));

    public static readonly Shape WorkloadKeys = new("workloadKeys",
        new Key("count", "20", Required: true),
        new Key("zipf", "1.1"));

    public static readonly Shape Session = new("session",
        new Key("weight", "9"),
        new Key("steps", "[{ send: POST checkout /orders, capture: { id: $.orderId } }]", Required: true));

    public static readonly Shape Request = new("request",
        new Key("send", "POST checkout /orders", Required: true),
        new Key("headers", "{ Idempotency-Key: \"{operation}\" }"),
        new Key("body", "{ eventId: \"{key}\", quantity: 1 }"));

    public static readonly Shape ContendedRequest = new("contendedRequest",
        [.. Request.Keys, new Key("seen", "{ product: $.updateId, price: $.price.updateId }")]);

    public static readonly Shape MixedRequest = new("mixedRequest",
        [.. ContendedRequest.Keys, new Key("share", "0.1", Required: true)]);

    public static readonly Shape SessionStep = new("sessionStep",
        [.. Request.Keys, new Key("outcomes", "{ ok: [200], fail: [404] }"), new Key("capture", "{ id: $.orderId }")]);

    public static readonly Shape Outcomes = new("outcomes",
        new Key("ok", "[200, 201]", Required: true),
        new Key("fail", "[409, \"503 lease-busy\"]"));

    public static readonly Shape Fuzz = new("fuzz",
        new Key("timeout", "3s"),
        new Key("openapi", "{ checkout: /openapi/v1.json }"),
        new Key("operations", "{ order: { request: { send: POST checkout /orders } } }"));

    public static readonly Shape FuzzOperation = new("fuzzOperation",
        new Key("request", "{ send: POST checkout /orders, body: { eventId: \"{key}\" } }", Required: true),
        new Key("fields", "{ quantity: { minimum: 1, maximum: 10 } }"));

    public static readonly Shape FuzzField = new("fuzzField",
        new Key("type", "integer"),
        new Key("format", "date-time"),
        new Key("minimum", "1"),
        new Key("maximum", "10"),
        new Key("min-length", "1"),
        new Key("max-length", "64"),
        new Key("enum", "[adult, child]"),
        new Key("required", "true"));

    public static readonly Shape Invariant = new("invariant",
        new Key("holds", "sold <= capacity"),
        new Key("check", "acknowledged-once"),
        new Key("model", "counter"),
        new Key("units", "1"),
        new Key("refusals", "[\"409 sold-out\"]"),
        new Key("value", "updateId"),
        new Key("initial", "\"{key}\""),
        new Key("within", "2s"),
        new Key("otherwise", "unknown"));

    public static readonly Shape Variant = new("variant",
        new Key("role", "fix", Required: true),
        new Key("description", "One conditional update"),
        new Key("environment", "{ inventory: { Inventory__Strategy: atomic } }"),
        new Key("operations", "{ buy: { steps: [] } }"));

    public static readonly Shape Condition = new("condition",
        new Key("alignment", "aligned", Required: true),
        new Key("fault", "faults/kill-after-commit.yaml"),
        new Key("stub", "{ payments: { median: 50ms, p99: 250ms } }"),
        new Key("limits", "{ inventory: { cpu: 250m } }"),
        new Key("stock", "10"),
        new Key("requests", "40"));

    public static readonly Shape Limits = new("limits",
        new Key("cpu", "250m"),
        new Key("memory", "256Mi"));

    public static readonly Shape Break = new("break",
        new Key("schedule", "[faults/replica-kills.yaml]", Required: true),
        new Key("stock", "10"),
        new Key("requests", "40"));

    /// <summary>One entry of incidents.yaml; its schema is <c>scenarios/incidents.schema.json</c>.</summary>
    public static readonly Shape Incident = new("incident",
        new Key("boundary", "inventory -> redis", Required: true),
        new Key("kind", "race", Required: true),
        new Key("date", "2026-05-14", Required: true),
        new Key("severity", "high", Required: true),
        new Key("note", "Sold three seats twice"));

    /// <summary>All shapes of scenario.yaml.</summary>
    public static readonly IReadOnlyList<Shape> All =
    [
        Scenario, Target, Service, Latency, Operation, OwnOperation, Retry, Step, ReadStep, CheckStep, CallStep, WriteStep, AtomicStep, LockStep,
        TransactionStep, InvalidateStep, Swarm, SwarmKeys, Pause, Slow, Workload, WorkloadKeys, Session, SessionStep, Request, ContendedRequest, MixedRequest, Outcomes, Fuzz, FuzzOperation, FuzzField,
        Invariant, Variant, Condition, Limits, Break,
    ];

    private static Key InnerSteps => new("steps", "[write: { resource: postgres, key: orders }]", Required: true);

    private static Shape Touching(string name, params IReadOnlyList<Key> more) => new(name,
        [new Key("resource", "redis", Required: true), new Key("key", "\"stock:{key}\"", Required: true), .. more]);
}
