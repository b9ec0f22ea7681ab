using Lab.Chaos.Debugging;

namespace Lab.Chaos.Tests.Debugging;

public sealed class RegressionTestTests
{
    private static readonly RegressionTest Test = new()
    {
        Scenario = "stale-cache",
        Argument = "stale-cache",
        Description = "Readers see a new product with its old price",
        Suspect = "set-then-invalidate",
        Fixes = ["multi-exec-mget", "lock"],
        Condition = "volley",
        Volleys = 9,
        Seed = 42,
        Run = "20261121-205307-stale-cache-bfea",
    };

    [Theory]
    [InlineData(0.9, 6)]
    [InlineData(0.5, 20)]
    [InlineData(0.999, 5)]
    [InlineData(1, 5)]
    [InlineData(0.01, 200)]
    [InlineData(0, 200)]
    public void It_sends_as_many_volleys_as_miss_the_suspect_once_in_a_million_and_no_more_than_anybody_waits_for(double rate, int volleys) =>
        Assert.Equal(volleys, RegressionTest.VolleysFor(rate));

    [Fact]
    public void It_runs_the_lab_for_each_fix_and_for_the_suspect_and_says_what_was_seen()
    {
        var source = Test.Source([new SeenRun("set-then-invalidate", "./lab stress stale-cache --variant set-then-invalidate", 1)]);

        Assert.Equal("StaleCacheRegressionTests.cs", Test.FileName);
        Assert.StartsWith(
            """
            // Written by `lab debug stale-cache`, run 20261121-205307-stale-cache-bfea. What the lab saw when it ran the same:
            //   ./lab stress stale-cache --variant set-then-invalidate -> exit code 1 (violated: this is the test failing)
            using System;
            using System.Diagnostics;
            using System.IO;
            using System.Threading.Tasks;
            """,
            source.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.Contains(
            """
                [Theory]
                [InlineData("multi-exec-mget")]
                [InlineData("lock")]
                public async Task The_fix_holds(string variant) => Assert.Equal(0, await LabAsync(variant));
            """,
            source.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.Contains(
            """string[] arguments = ["stress", "stale-cache", "--variant", variant, "--condition", "volley", "--volleys", "9", "--seed", "42"];""",
            source,
            StringComparison.Ordinal);
    }
}
