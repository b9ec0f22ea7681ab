using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Replicas;

namespace Lab.Hosting.Tests.Running;

public sealed class RestartPolicyTests
{
    [Fact]
    public void A_healthy_replica_that_was_killed_comes_back_almost_at_once() =>
        Assert.Equal(TimeSpan.FromMilliseconds(50), RestartPolicy.Pause(endsWithoutHealth: 0));

    [Fact]
    public void Each_end_before_health_doubles_the_pause() => Assert.Equal(
        [100, 200, 400, 800, 1600],
        Enumerable.Range(1, 5).Select(ends => (int)RestartPolicy.Pause(ends)!.Value.TotalMilliseconds));

    [Fact]
    public void After_six_ends_without_health_it_stays_down() => Assert.Null(RestartPolicy.Pause(6));
}

public sealed class HealthPolicyTests
{
    [Fact]
    public void One_good_answer_makes_it_healthy() => Assert.True(HealthPolicy.IsHealthy(before: false, failuresInARow: 0));

    [Fact]
    public void Two_failures_are_forgiven() => Assert.True(HealthPolicy.IsHealthy(before: true, failuresInARow: 2));

    [Fact]
    public void The_third_failure_is_not() => Assert.False(HealthPolicy.IsHealthy(before: true, failuresInARow: 3));

    [Fact]
    public void One_failure_does_not_make_a_starting_replica_healthy() =>
        Assert.False(HealthPolicy.IsHealthy(before: false, failuresInARow: 1));
}

public sealed class WorstStateTests
{
    [Fact]
    public void A_resource_runs_only_when_all_its_replicas_do() =>
        Assert.Equal(ResourceState.Paused, WorstState.Of([ResourceState.Running, ResourceState.Paused, ResourceState.Running]));

    [Fact]
    public void A_server_that_is_not_ours_counts_as_running() => Assert.Equal(ResourceState.Running, WorstState.Of([]));

    [Fact]
    public void Every_state_has_its_place_in_the_order() =>
        Assert.All(Enum.GetValues<ResourceState>(), state => Assert.Equal(state, WorstState.Of([state, ResourceState.Running])));
}

public sealed class QuantityTests
{
    [Theory]
    [InlineData("250m", 0.25)]
    [InlineData("1", 1)]
    [InlineData("1.5", 1.5)]
    public void Processors_are_read_as_Kubernetes_does(string text, double cpus) => Assert.Equal(cpus, Quantity.Cpus(text));

    [Theory]
    [InlineData("256Mi", 268435456)]
    [InlineData("1Gi", 1073741824)]
    [InlineData("100M", 100000000)]
    [InlineData("4194304", 4194304)]
    public void Memory_is_read_as_Kubernetes_does(string text, long bytes) => Assert.Equal(bytes, Quantity.Bytes(text));

    [Theory]
    [InlineData("fast")]
    [InlineData("-1")]
    [InlineData("5m")]
    public void What_is_no_cpu_limit_is_refused_with_examples(string text) => Assert.Equal(
        $"'{text}' is no CPU limit. Use thousandths such as 250m, or processors such as 1; at least 10m.",
        Assert.Throws<LabException>(() => Quantity.Cpus(text)).Message);

    [Theory]
    [InlineData("256MB")]
    [InlineData("12")]
    public void What_is_no_memory_limit_is_refused_with_an_example(string text) => Assert.Equal(
        $"'{text}' is no memory limit. Use for example 256Mi; at least 1Mi.",
        Assert.Throws<LabException>(() => Quantity.Bytes(text)).Message);
}
