using Lab.Contracts.Control;
using Lab.Control.Runs;

namespace Lab.Hosting.Tests.Running;

/// <summary>One AppHost, several systems: a run starts the one that it is about.</summary>
public sealed class StartChoiceTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Needs = new()
    {
        ["redis"] = [],
        ["postgres"] = [],
        ["link"] = ["redis"],
        ["shop"] = ["link", "postgres"],
        ["catalog"] = ["link"],
        ["lab"] = [],
    };

    [Fact]
    public void What_was_asked_for_is_started_with_all_that_it_needs_over_any_number_of_steps() =>
        Assert.Equal(["catalog", "link", "redis"], StartChoice.Of(["catalog"], Needs)!.Order());

    [Fact]
    public void Names_of_other_systems_are_passed_over() =>
        Assert.Equal(["catalog", "link", "redis"], StartChoice.Of(["catalog", "elsewhere"], Needs)!.Order());

    [Fact]
    public void Nothing_asked_for_or_nothing_that_is_there_leaves_the_choice_to_the_AppHost()
    {
        Assert.Null(StartChoice.Of([], Needs));
        Assert.Null(StartChoice.Of(["elsewhere"], Needs));
    }

    [Fact]
    public async Task The_others_wait_to_be_started_by_hand_whatever_the_AppHost_says_of_them()
    {
        await using var lab = await TestLab.StartAsync(
            builder =>
            {
                var second = builder.AddEcho("second").WithExplicitStart();
                builder.AddEcho("first");
                builder.AddEcho("asked").WithExplicitStart().WithReference(second).WaitFor(second);
            },
            start: ["asked"]);

        Assert.Equal(
            [("first", ResourceState.NotStarted), ("asked", ResourceState.Running), ("second", ResourceState.Running)],
            new[] { "first", "asked", "second" }.Select(name => (name, lab.Host.Topology.Find(name)!.Info.State)));
    }
}
