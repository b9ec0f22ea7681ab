using Lab.Chaos.Isolate;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;

namespace Lab.Chaos.Tests.Isolate;

public sealed class WindowStepTests
{
    private static readonly Scenario Ticketing = ScenarioReader.Read(Repository.Scenario("ticketing/scenario.yaml"));

    [Theory]
    [InlineData("naive", "In reserve of inventory, the call of payments stands between the check of redis stock:{key} and the step that changes it: that call is delayed, and nothing else.")]
    [InlineData("row-lock", "In reserve of inventory, the call of payments stands between the check of postgres event:{key} and the step that changes it, inside the transaction on postgres event:{key}: that call is delayed, and nothing else.")]
    [InlineData("redlock", "In reserve of inventory, the call of payments stands between the check of postgres event:{key} and the step that changes it, inside the lock on redis lease:{key} and the transaction on postgres event:{key}: that call is delayed, and nothing else.")]
    [InlineData("refuse-all", "The scenario has no step that calls payments between a check and a write on the same key, or between a change and an invalidation, so all of its mappings are delayed alike.")]
    public void The_call_between_check_and_write_is_found_and_what_guards_it_is_told(string variant, string sentence) => Assert.Equal(
        new WindowStep(sentence, Mapping: null),
        WindowStep.Of(Ticketing, Ticketing.Variants.Single(candidate => candidate.Name == variant), "payments"));
}
