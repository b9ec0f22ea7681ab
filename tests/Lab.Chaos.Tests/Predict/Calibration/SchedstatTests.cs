using Lab.Chaos.Predict.Calibration;

namespace Lab.Chaos.Tests.Predict.Calibration;

public sealed class SchedstatTests
{
    [Theory]
    [InlineData("215338127 8204311 1190\n", 215338127)]
    [InlineData("0 0 0", 0)]
    [InlineData("", 0)]
    [InlineData("gone", 0)]
    public void The_time_on_a_processor_is_the_first_number(string text, long nanoseconds) =>
        Assert.Equal(nanoseconds, Schedstat.Parse(text));

    [Theory]
    [InlineData("42 (redis-server) S 17 42 42 0 -1", 17)]
    [InlineData("42 (a) b (c) S 17 42", 17)]
    [InlineData("", null)]
    public void A_parent_is_found_behind_any_name(string stat, int? parent) =>
        Assert.Equal(parent, Schedstat.ParseParent(stat));

    [Fact]
    public void What_processes_use_when_nothing_is_asked_of_them_is_taken_off()
    {
        var idle = new CpuUse(new Dictionary<string, long> { ["shop"] = 100, ["redis"] = 40 }, Over: 1_000);
        var use = new CpuUse(new Dictionary<string, long> { ["shop"] = 1_250, ["redis"] = 10 }, Over: 500);

        var each = use.PerRequest(requests: 4, idle);

        Assert.Equal(new Dictionary<string, double> { ["shop"] = 300, ["redis"] = 0 }, each);
    }

    [Fact]
    public void A_process_that_was_replaced_between_two_looks_counts_as_nothing_never_below()
    {
        var use = CpuUse.Between(new Dictionary<string, long> { ["shop"] = 900 }, new Dictionary<string, long> { ["shop"] = 20, ["new"] = 5 }, over: 1);

        Assert.Equal(new Dictionary<string, long> { ["shop"] = 0, ["new"] = 5 }, use.Nanoseconds);
    }
}
