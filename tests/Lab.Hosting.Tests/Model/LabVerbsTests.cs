using Lab.Contracts.Control;

namespace Lab.Hosting.Tests.Model;

/// <summary>The lab within its own topology; here the test service stands in for the <c>lab</c> command, since only how it is started matters.</summary>
public sealed class LabVerbsTests
{
    [Fact]
    public async Task The_lab_and_its_drivers_wait_to_be_started_and_keep_nobody_waiting()
    {
        await using var lab = await TestLab.StartAsync(builder =>
            builder.AddLab<Projects.Lab_Hosting_TestApp>("lab", scenario: "ticketing").AddDriver("load", verb: "stress"));

        Assert.Equal(["lab", "load"], lab.Host.Topology.Resources.Select(resource => resource.Info.Name));
        Assert.All(lab.Host.Topology.Resources, resource => Assert.Equal(ResourceState.NotStarted, resource.Info.State));
        Assert.All(lab.Host.Topology.Resources, resource => Assert.True(resource.Info.State.IsSettled()));
    }

    [Fact]
    public async Task The_lab_hunts_in_its_scenario_and_a_driver_does_its_verb()
    {
        await using var lab = await TestLab.StartAsync(builder =>
            builder.AddLab<Projects.Lab_Hosting_TestApp>("lab", scenario: "ticketing").AddDriver("load", verb: "stress"));

        string[][] arguments = [.. lab.Host.Topology.Resources.Select(resource => resource.Plan.Replicas[0].Launch.Arguments.TakeLast(2).ToArray())];

        Assert.Equal([["hunt", "ticketing"], ["stress", "ticketing"]], arguments);
    }
}
