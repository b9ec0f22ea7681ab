using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Truth;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>The files that the repository ships for its case study.</summary>
public sealed class TicketingTests
{
    private static readonly SourceFile File = ScenarioCatalog.Find("ticketing", Repository.Root, Repository.Root);
    private static readonly Scenario Ticketing = ScenarioReader.Read(File);

    [Fact]
    public void It_sells_fifty_tickets_to_two_hundred_buyers_within_half_a_second()
    {
        Workload workload = Ticketing.Workload;

        Assert.Equal((50, 200, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)),
            (workload.Stock, workload.Requests, workload.Within, workload.Timeout));
    }

    [Fact]
    public void Its_request_carries_the_operation_as_idempotency_key()
    {
        RequestTemplate request = Ticketing.Workload.Request;

        Assert.Equal(("POST", "checkout", "/orders"), (request.Method, request.Service, request.Path));
        Assert.Equal([KeyValuePair.Create("Idempotency-Key", "{operation}")], request.Headers);
        Assert.Equal("""{"eventId":"{key}","buyerId":"buyer-{process}","quantity":1}""", request.Body);
    }

    [Fact]
    public void Its_setup_puts_a_fresh_event_with_the_stock()
    {
        RequestTemplate setup = Ticketing.Workload.Setup!;

        Assert.Equal(("PUT", "inventory", "/events/{key}"), (setup.Method, setup.Service, setup.Path));
        Assert.Equal("""{"capacity":"{stock}"}""", setup.Body);
    }

    [Fact]
    public void Only_replies_that_wrote_nothing_are_definite_failures() => Assert.Equal(
        [
            new DefiniteFailure(400, null), new DefiniteFailure(404, null), new DefiniteFailure(409, null),
            new DefiniteFailure(422, null), new DefiniteFailure(502, "payment-failed"),
            new DefiniteFailure(503, "lease-busy"), new DefiniteFailure(503, "cache-unavailable"),
        ],
        Ticketing.Workload.Outcomes.Fail);

    [Fact]
    public void Its_topology_is_the_AppHosts() => Assert.Equal(
        [
            "checkout Http 1 -> inventory, postgres",
            "inventory Http 3 -> payments, redis, redis-2, redis-3, postgres",
            "payments Http 1 -> ",
            "redis Redis 1 -> ",
            "redis-2 Redis 1 -> ",
            "redis-3 Redis 1 -> ",
            "postgres Postgres 1 -> ",
        ],
        Ticketing.Services.Select(s => $"{s.Name} {s.Kind} {s.Replicas} -> {string.Join(", ", s.Calls)}"));

    [Fact]
    public void Its_AppHost_is_in_the_repository() =>
        Assert.True(Directory.Exists(Path.Combine(Repository.Root, Ticketing.Target.AppHost!)));

    [Fact]
    public void The_suspect_reads_checks_calls_and_only_then_decrements() => Assert.Equal(
        [StepKind.Read, StepKind.Read, StepKind.Check, StepKind.Call, StepKind.Atomic, StepKind.Write],
        Ticketing.Operations.Single(operation => operation.Name == "reserve").Steps.Select(step => step.Kind));

    [Fact]
    public void Every_other_variant_says_how_it_reserves() => Assert.All(
        Ticketing.Variants.Where(variant => variant.Name != "naive"),
        variant => Assert.Equal(("reserve", "inventory"), (Assert.Single(variant.Operations).Name, variant.Operations[0].Service)));

    [Fact]
    public void Selling_too_little_proves_nothing_and_selling_too_much_violates() => Assert.Equal(
        [
            "sold-within-capacity: sold <= capacity 0 s Violated",
            "stock-never-negative: cached >= 0 0 s Violated",
            "cache-equals-database: cached = remaining 2 s Violated",
            "sold-out: sold >= capacity 0 s Unknown",
            "acknowledged-once: acknowledged-once 0 s Violated",
            "no-phantoms: no-phantoms 0 s Violated",
            "linearizable: linearizable 0 s Violated",
        ],
        Ticketing.Invariants.Select(i => $"{i.Name}: {i.Holds?.ToString() ?? i.Check} {i.Within.TotalSeconds} s {i.Otherwise}"));

    [Fact]
    public void Each_variant_selects_the_strategy_of_its_name() => Assert.All(Ticketing.Variants, variant =>
        Assert.Equal(variant.Name, variant.Environment["inventory"]["Inventory__Strategy"]));

    [Fact]
    public void Its_conditions_are_the_columns_of_the_truth_table() => Assert.Equal(
        [
            "sequential: Sequential",
            "unaligned: Unaligned",
            "volley: Aligned",
            "slow-payments: Unaligned",
            "cpu-250m: Unaligned",
            "kill-after-commit: Aligned, pod-delete of inventory at after-commit",
            "kill-after-check: Aligned, pod-delete of inventory at after-check",
            "pause-past-the-lease: Aligned, pod-pause of inventory at after-check",
            "redis-killed: Aligned, pod-delete of redis after 10 ms",
            "postgres-restarted: Aligned, pod-delete of postgres after 10 ms",
            "links-100ms: Aligned, pod-network-latency of inventory after 0 ms",
        ],
        Ticketing.Conditions.Select(Told));

    [Fact]
    public void It_is_broken_by_kills_slow_links_and_a_pause() => Assert.Equal(
        ["replica-kills", "slow-links", "pause-past-the-lease"], Ticketing.Break!.Schedule.Select(engine => engine.Name));

    [Fact]
    public void Payments_are_slow_in_one_of_them() => Assert.Equal(
        [("slow-payments", "payments", new Latency(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250)))],
        Ticketing.Conditions.SelectMany(condition => condition.Stubs.Select(stub => (condition.Name, stub.Key, stub.Value))));

    [Fact]
    public void Replicas_have_a_quarter_of_a_processor_in_one_of_them() => Assert.Equal(
        [("cpu-250m", "inventory", new ServiceLimits("250m", "256Mi"))],
        Ticketing.Conditions.SelectMany(condition => condition.Limits.Select(limit => (condition.Name, limit.Key, limit.Value))));

    [Fact]
    public void Its_incidents_lie_on_its_boundaries() =>
        Assert.Contains(new Boundary("inventory", "redis"), Ticketing.Incidents.Select(incident => incident.Boundary));

    [Fact]
    public void Its_truth_table_expects_every_fix_to_hold_and_the_wrong_one_to_be_caught_past_its_lease()
    {
        TruthTable table = TruthReader.Read(File.Beside(TruthReader.FileName), Ticketing);

        Assert.Equal(Ticketing.Variants.Count * Ticketing.Conditions.Count, table.Cells.Count);
        Assert.All(table.Cells, cell => Assert.Equal(Expected(cell), cell.Expected));
    }

    [Fact]
    public void Its_fixes_are_held_against_three_hundred_volleys()
    {
        TruthTable table = TruthReader.Read(File.Beside(TruthReader.FileName), Ticketing);

        Assert.All(table.Cells.Where(cell => cell.Condition == "volley"), cell => Assert.Equal(300, cell.Volleys));
    }

    private static Verdict Expected(TruthCell cell) => (cell.Variant, cell.Condition) switch
    {
        ("refuse-all", _) => Verdict.Unknown,
        ("naive", "sequential") => Verdict.Holds,
        ("naive", _) or ("redlock-only", "pause-past-the-lease") => Verdict.Violated,
        _ => Verdict.Holds,
    };

    private static string Told(Condition condition)
    {
        string fault = condition.Fault is not { Experiments: [var experiment], Targets: [{ Labels: [var label] }], Moment: var moment } ? ""
            : $", {experiment.Fault} of {label.Value} {(moment.TracePoint is { } point ? $"at {point}" : $"after {moment.After.TotalMilliseconds} ms")}";

        return $"{condition.Name}: {condition.Alignment}{fault}";
    }
}
