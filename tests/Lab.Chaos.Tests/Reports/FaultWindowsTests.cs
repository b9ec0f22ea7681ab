using Lab.Chaos.Reports.Page.Evidence;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Tests.Reports;

/// <summary>When faults were in force.</summary>
public sealed class FaultWindowsTests
{
    [Fact]
    public void What_was_done_ends_with_what_undid_it_on_the_same_target()
    {
        var windows = FaultWindows.Of([Event(1, "inject", "cache-link"), Event(2, "inject", "database-link"), Event(6, "heal", "cache-link")], at => at / 1e9);

        Assert.Equal(
            [
                new FaultWindow(1, 6, "inject of cache-link (pod-network-latency), 1.0 to 6.0 s"),
                new FaultWindow(2, null, "inject of database-link (pod-network-latency), at 2.0 s"),
            ],
            windows);
    }

    [Fact]
    public void A_kill_of_a_replica_twice_is_two_blows() =>
        Assert.Equal([(1, null), (3, null)], FaultWindows.Of([Event(3, "kill", "a"), Event(1, "kill", "a")], at => at / 1e9).Select(window => (window.From, window.To)));

    private static FaultEvent Event(int second, string action, string replica) =>
        new() { Volley = 0, At = second * 1_000_000_000L, Action = action, Fault = "pod-network-latency", Replica = replica };
}
