using Lab.Chaos.Predict.Hazards;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Predict.Hazards;

/// <summary>Hazards that show in the steps themselves.</summary>
public sealed class StaticHazardsTests
{
    private static readonly Step Read = SmallShop.Step(StepKind.Read, "postgres", "rooms:{key}");
    private static readonly Step Check = SmallShop.Step(StepKind.Check, "postgres", "rooms:{key}") with { Holds = new Guard(Relation.AtLeast, 1) };
    private static readonly Step Write = SmallShop.Step(StepKind.Write, "postgres", "rooms:{key}") with { Add = -1 };

    public static TheoryData<string> Names => [.. StaticHazards.All.Select(hazard => hazard.Name)];

    [Fact]
    public void Every_hazard_is_listed_and_has_twins()
    {
        var written = typeof(IHazard).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IHazard)));

        Assert.Equal(written.Select(type => type.Name).Order(), StaticHazards.All.Select(hazard => hazard.GetType().Name).Order());
        Assert.Equal(HazardTwins.All.Keys.Order(), StaticHazards.All.Select(hazard => hazard.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_twin_that_has_it_shows_boundary_steps_and_reason(string hazard) =>
        Assert.Equal([HazardTwins.All[hazard].Found], Found(hazard, HazardTwins.All[hazard].With));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_nearest_that_has_it_not_shows_nothing(string hazard) => Assert.Empty(Found(hazard, HazardTwins.All[hazard].Without));

    [Fact]
    public void A_value_made_from_what_was_read_is_lost_without_any_check() => Assert.Equal(
        ["shop -> postgres [1, 2] buy reads rooms:{key} of postgres and writes back what it made from that; a change that another request makes in between is lost."],
        Found("read-then-write", HazardTwins.Of(Read, Write)));

    [Fact]
    public void A_transaction_alone_keeps_nobody_out() =>
        Assert.Single(Found("read-then-write", HazardTwins.Of(HazardTwins.Transaction(Read, Check, Write))));

    [Fact]
    public void A_row_lock_does() =>
        Assert.Empty(Found("read-then-write", HazardTwins.Of(HazardTwins.Transaction(Read with { ForUpdate = true }, Check, Write))));

    [Fact]
    public void So_does_a_transaction_that_starts_over() => Assert.Empty(
        Found("read-then-write", HazardTwins.Of(HazardTwins.Transaction(Read, Check, Write) with { Isolation = Isolation.Serializable })));

    [Fact]
    public void So_does_a_lock_on_the_key() => Assert.Empty(Found("read-then-write", HazardTwins.Of(HazardTwins.Lock(null, Read, Check, Write))));

    [Fact]
    public void A_lock_of_each_request_keeps_nobody_out() => Assert.Single(
        Found("read-then-write", HazardTwins.Of(HazardTwins.Lock(null, Read, Check, Write) with { Key = "lock:{operation}" })));

    [Fact]
    public void A_lock_on_each_key_keeps_nobody_off_what_all_keys_share() => Assert.Single(Found(
        "read-then-write", HazardTwins.Of(HazardTwins.Lock(null, Read with { Key = "total" }, Write with { Key = "total" }))));

    [Fact]
    public void A_lock_that_is_given_back_before_the_write_keeps_nobody_out() =>
        Assert.Single(Found("read-then-write", HazardTwins.Of(HazardTwins.Lock(null, Read, Check), Write)));

    [Fact]
    public void An_early_check_that_only_spares_work_is_no_hazard() => Assert.Empty(Found(
        "read-then-write", HazardTwins.Of(Read, Check, HazardTwins.Transaction(Read with { ForUpdate = true }, Check, Write))));

    [Fact]
    public void A_lease_over_a_row_lock_needs_no_fencing() => Assert.Empty(Found(
        "lock-without-fencing", HazardTwins.Of(HazardTwins.Lock(TimeSpan.FromSeconds(1), HazardTwins.Transaction(Read with { ForUpdate = true }, Write)))));

    [Fact]
    public void Steps_of_a_called_operation_count_where_they_are_executed()
    {
        var model = HazardTwins.Of(SmallShop.Step(StepKind.Call, "payments", "{key}") with { Operation = "charge" });
        var charge = new OperationModel { Name = "charge", Service = "payments", Steps = [Read, Write] };

        Assert.Equal(
            ["payments -> postgres [2, 3] buy reads rooms:{key} of postgres and writes back what it made from that; a change that another request makes in between is lost."],
            Found("read-then-write", model with { Operations = [.. model.Operations, charge] }));
    }

    [Fact]
    public void A_drop_is_held_against_the_change_of_what_it_was_copied_from()
    {
        var copy = SmallShop.Step(StepKind.Write, "redis", "list:{key}") with { From = new CellName("postgres", "rooms:{key}") };
        var model = HazardTwins.Of(Read, Write, SmallShop.Step(StepKind.Atomic, "redis", "views:{key}"), SmallShop.Step(StepKind.Invalidate, "redis", "list:{key}"));
        var show = model.Operations[0] with { Name = "show", Steps = [Read, copy] };

        var found = StaticHazards.Find(model with { Operations = [.. model.Operations, show] }).Single(finding => finding.Hazard == "invalidation-after-write");

        Assert.Equal([2, 4], found.Steps);
    }

    [Theory]
    [InlineData("check-then-act", "read-then-write")]
    [InlineData("double-charge", "retry-without-idempotency")]
    [InlineData("duplicate-delivery", "retry-without-idempotency")]
    [InlineData("leaked-hold", "lock-without-lease")]
    [InlineData("lease-too-short", "lock-without-fencing")]
    [InlineData("lost-update", "read-then-write")]
    [InlineData("phantom-seat", "read-then-write")]
    [InlineData("stale-related", "invalidation-after-write")]
    public void The_calibration_set_is_named_for_what_is_wrong_there_and_its_repair_ends_it(string system, string hazard)
    {
        Assert.Equal([CalibrationSystems.WrongBoundary(system)], BoundariesOf(hazard, CalibrationSystems.Wrong(system)));
        Assert.Empty(BoundariesOf(hazard, CalibrationSystems.Repaired(system)));
    }

    private static IEnumerable<string> BoundariesOf(string hazard, SystemModel model) => StaticHazards.Find(model)
        .Where(finding => finding.Hazard == hazard).Select(finding => finding.Boundary.ToString()).Distinct();

    private static IEnumerable<string> Found(string hazard, SystemModel model) => StaticHazards.Find(model)
        .Where(finding => finding.Hazard == hazard)
        .Select(finding => $"{finding.Boundary} [{string.Join(", ", finding.Steps)}] {finding.Sentence}");
}
