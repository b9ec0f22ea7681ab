using Lab.Chaos.Break;
using Lab.Chaos.Break.Faults;
using Lab.Chaos.Break.Litmus;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Tests.Break;

/// <summary>What each fault does to a running lab, and that it takes it back.</summary>
public sealed class FaultTests : BreakFixture
{
    [Fact]
    public void Every_fault_of_the_catalogue_can_be_injected() => Assert.Equal(
        LitmusFaults.All.Select(fault => fault.Name).Order(),
        KnownFaults.All.Select(fault => fault.Name).Order());

    [Theory]
    [InlineData("pod-delete", "FORCE", "true", "kill")]
    [InlineData("pod-delete", "FORCE", "false", "restart")]
    [InlineData("container-kill", "SIGNAL", "SIGKILL", "kill")]
    [InlineData("container-kill", "SIGNAL", "SIGTERM", "restart")]
    public async Task A_replica_is_ended_at_once_or_asked_to_end(string fault, string name, string value, string action)
    {
        var engine = Engines.OfInventory(fault, (name, value), ("TARGET_PODS", "inventory-2"));

        await (await InjectAsync(engine)).DisposeAsync();

        Assert.Equal([$"{action} inventory-2"], Target.Actions);
    }

    [Fact]
    public async Task A_paused_replica_goes_on_afterwards()
    {
        await (await InjectAsync(Engines.OfInventory("pod-pause", ("TARGET_PODS", "inventory-3")))).DisposeAsync();

        Assert.Equal(["pause inventory-3", "resume inventory-3"], Target.Actions);
    }

    [Fact]
    public async Task Latency_is_put_on_what_the_replicas_send_everywhere()
    {
        await InjectAsync(Engines.OfInventory("pod-network-latency", ("NETWORK_LATENCY", "100"), ("JITTER", "20"), ("PODS_AFFECTED_PERC", "100")));

        Assert.Equal(
            ["put Latency Upstream on cache-link", "put Latency Upstream on database-link", "put Latency Downstream on inventory-link"],
            Target.Control.Done);
        Assert.Equal((100, 20), (Target.Control.Wishes[0].DelayMilliseconds, Target.Control.Wishes[0].JitterMilliseconds));
    }

    [Fact]
    public async Task Of_some_replicas_only_their_own_connections_are_hit()
    {
        await InjectAsync(Engines.OfInventory("pod-network-latency", ("TARGET_PODS", "inventory-2")));

        Assert.Equal([2], Target.Control.Wishes[0].Clients!);
        Assert.Equal(1 / 3.0, Target.Control.Wishes[2].Share);   // behind the balancer a link cannot tell whose answer it carries
    }

    [Fact]
    public async Task A_store_that_is_slow_answers_late()
    {
        await InjectAsync(Engines.Of("pod-network-latency", "redis", "statefulset"));

        Assert.Equal(["put Latency Downstream on cache-link"], Target.Control.Done);
    }

    [Theory]
    [InlineData("redis-service")]
    [InlineData("redis-service.shop.svc.cluster.local")]
    [InlineData("redis")]
    public async Task A_host_is_the_resource_that_it_is_published_from(string host)
    {
        await InjectAsync(Engines.OfInventory("pod-network-latency", ("DESTINATION_HOSTS", host)));

        Assert.Equal(["put Latency Upstream on cache-link"], Target.Control.Done);
    }

    [Fact]
    public async Task All_packets_lost_is_a_partition_and_some_lost_a_stall()
    {
        await InjectAsync(Engines.Of("pod-network-loss", "redis", "statefulset", null, ("NETWORK_PACKET_LOSS_PERCENTAGE", "100")));
        await InjectAsync(Engines.Of("pod-network-corruption", "redis", "statefulset", null, ("NETWORK_PACKET_CORRUPTION_PERCENTAGE", "30")));

        Assert.Equal([ToxicKind.Partition, ToxicKind.Loss], Target.Control.Wishes.Select(wish => wish.Kind));
        Assert.Equal(0.3, Target.Control.Wishes[1].Loss);
    }

    [Theory]
    [InlineData("egress", "put Partition Upstream on cache-link")]
    [InlineData("ingress", "put Partition Downstream on cache-link")]
    public async Task A_partition_cuts_off_one_way(string policy, string done)
    {
        await InjectAsync(Engines.OfInventory("pod-network-partition", ("POLICY_TYPES", policy), ("DESTINATION_HOSTS", "redis")));

        Assert.Equal([done], Target.Control.Done);
    }

    [Fact]
    public async Task Names_that_do_not_resolve_refuse_new_connections_only()
    {
        await InjectAsync(Engines.OfInventory("pod-dns-error", ("TARGET_HOSTNAMES", "[\"postgres-service\"]")));

        Assert.Equal(["put Refuse Both on database-link"], Target.Control.Done);
    }

    [Fact]
    public async Task Answers_get_another_status_and_no_body()
    {
        await InjectAsync(Engines.OfInventory("pod-http-status-code", ("STATUS_CODE", "503")));

        Assert.Equal(["put Status Downstream on inventory-link"], Target.Control.Done);
        Assert.Equal([503], Target.Control.Wishes[0].StatusCodes!);
        Assert.Equal("", Target.Control.Wishes[0].Body);
    }

    [Fact]
    public async Task A_hog_sits_beside_each_replica_and_leaves()
    {
        await (await InjectAsync(Engines.OfInventory("pod-cpu-hog", ("CPU_CORES", "2"), ("CPU_LOAD", "50"), ("TARGET_PODS", "inventory-1")))).DisposeAsync();
        await (await InjectAsync(Engines.OfInventory("node-cpu-hog", ("NODE_CPU_CORE", "1")))).DisposeAsync();

        Assert.Equal(["stress Cpu ×2 inventory-1", "end inventory-1", "stress Cpu ×1 machine", "end machine"], Target.Control.Done);
        Assert.Equal(0.5, Target.Control.Stress[0].Load);
    }

    [Theory]
    [InlineData("pod-memory-hog", 4L * 500 << 20)]
    [InlineData("pod-io-stress", 2L << 30)]
    public async Task Workers_share_memory_but_write_each_for_himself(string fault, long bytes)
    {
        await InjectAsync(Engines.OfInventory(
            fault, ("NUMBER_OF_WORKERS", "4"), (fault == "pod-io-stress" ? "FILESYSTEM_UTILIZATION_BYTES" : "MEMORY_CONSUMPTION", fault == "pod-io-stress" ? "2" : "500")));

        Assert.Equal(bytes, Target.Control.Stress[0].Bytes);
    }

    [Theory]
    [InlineData("pod-network-latency", "checkout", "DESTINATION_HOSTS", "redis", "No link leads from 'checkout' to 'redis'. Those that there are: inventory-link (to inventory). Add one in AppHost.cs with AddLink, or name another host in DESTINATION_HOSTS.")]
    [InlineData("pod-network-latency", "inventory", "DESTINATION_IPS", "10.0.0.1", "pod-network-latency: DESTINATION_IPS is '10.0.0.1', but a link knows resources, not addresses and ports of a cluster. Use DESTINATION_HOSTS, for example: redis-service.")]
    [InlineData("pod-http-latency", "checkout", "LATENCY", "10", "pod-http-latency needs a link at 'checkout', and there is none. Give it one in AppHost.cs: var cacheLink = builder.AddLink<Projects.Lab_Chaos>(\"cache-link\", to: redis); and .WithReference(cacheLink).")]
    [InlineData("pod-http-status-code", "inventory", "STATUS_CODE", "99", "pod-http-status-code: STATUS_CODE has '99'; each must be 200 to 599. Example: \"500,503\".")]
    public async Task What_cannot_be_injected_says_why_before_anything_starts(string fault, string component, string name, string value, string message)
    {
        var problem = await Assert.ThrowsAsync<LabException>(() => InjectAsync(Engines.Of(fault, component, "deployment", null, (name, value))));

        Assert.Equal(message, problem.Message);
        Assert.Empty(Target.Control.Done);
    }

    private async Task<Injected> InjectAsync(ChaosEngine engine)
    {
        var (fault, injection, _) = await new Nemesis(Site()).AimAsync(engine, engine.Only(), "test", new Seed(1).Stream("aim"), Token);
        fault.Check(injection);
        return await fault.InjectAsync(injection, Token);
    }
}
