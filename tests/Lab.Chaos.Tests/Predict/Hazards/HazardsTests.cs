using Lab.Chaos.Predict.Hazards;

namespace Lab.Chaos.Tests.Predict.Hazards;

/// <summary>What can be seen in the steps alone: each hazard in a system that has it, and not in the twin where it was mended.</summary>
public sealed class HazardsTests
{
    public static TheoryData<string, string> Known => new()
    {
        { "check-then-act", "read-then-write" },
        { "lost-update", "read-then-write" },
        { "phantom-seat", "read-then-write" },
        { "double-charge", "retry-without-idempotency" },
        { "duplicate-delivery", "retry-without-idempotency" },
        { "stale-related", "invalidation-after-write" },
        { "lease-too-short", "lock-without-fencing" },
        { "leaked-hold", "lock-without-lease" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void The_hazard_of_a_wrong_system_is_found_at_its_wrong_boundary(string system, string hazard) => Assert.Contains(
        (hazard, CalibrationSystems.WrongBoundary(system)),
        AllHazards.Find(CalibrationSystems.Wrong(system)).Select(finding => (finding.Hazard, finding.Boundary.ToString())));

    [Theory]
    [MemberData(nameof(Known))]
    public void Mended_it_is_found_there_no_more(string system, string hazard) => Assert.DoesNotContain(
        (hazard, CalibrationSystems.WrongBoundary(system)),
        AllHazards.Find(CalibrationSystems.Repaired(system)).Select(finding => (finding.Hazard, finding.Boundary.ToString())));

    [Theory]
    [MemberData(nameof(Known))]
    public void A_finding_names_steps_that_exist(string system, string hazard) => Assert.All(
        AllHazards.Find(CalibrationSystems.Wrong(system)).Where(finding => finding.Hazard == hazard),
        finding => Assert.All(finding.Steps, step => Assert.InRange(
            step, 1, PlacedStep.Of(CalibrationSystems.Wrong(system).Operations.Single(operation => operation.Name == finding.Operation)).Count)));
}
