using Lab.Chaos.Checks;
using Lab.Chaos.Fuzz.Reports;
using Lab.Chaos.Shards;

namespace Lab.Chaos.Tests.Shards;

/// <summary>What shares of a fuzzing found is found once.</summary>
public sealed class FuzzMergeTests
{
    private static readonly FuzzResult Zero = Result(0, Verdict.Holds);
    private static readonly FuzzResult One = Result(1, Verdict.Violated, Finding("quantity", @case: 7), Finding("eventId", @case: 3));
    private static readonly FuzzResult Two = Result(2, Verdict.Violated, Finding("quantity", @case: 5));

    [Fact]
    public void What_was_sent_is_added_up_and_what_was_found_twice_is_one_finding()
    {
        var merged = FuzzMerge.Of("merged", [Zero, One, Two], []);

        Assert.Equal((Verdict.Violated, 300, 330, 3), (merged.Verdict, merged.Cases, merged.Requests, merged.Answers["201"]));
        Assert.Equal([("eventId", 3, 1), ("quantity", 5, 2)], merged.Findings.Select(finding => (finding.Field!, finding.Case, finding.Seen)));
        Assert.Equal("2 ways to break it in 300 cases of 3 shares.", merged.Conclusion);
    }

    [Fact]
    public void The_order_of_the_shares_changes_nothing() =>
        Assert.Equal(
            FuzzMerge.Of("merged", [Result(0, Verdict.Holds), Result(1, Verdict.Violated, Finding("a", 7)), Result(2, Verdict.Violated, Finding("a", 5))], []).ToJson(),
            FuzzMerge.Of("merged", [Result(2, Verdict.Violated, Finding("a", 5)), Result(1, Verdict.Violated, Finding("a", 7)), Result(0, Verdict.Holds)], []).ToJson());

    [Fact]
    public void Without_a_share_what_holds_is_unknown()
    {
        var merged = FuzzMerge.Of("merged", [Zero], [new Shard(1, 3), new Shard(2, 3)]);

        Assert.Equal(Verdict.Unknown, merged.Verdict);
        Assert.Contains("The share 1/3 is missing, so the verdict is Unknown at best.", merged.Notes);
    }

    private static FuzzResult Result(int shard, Verdict verdict, params FuzzFinding[] findings) => new()
    {
        Run = $"run-s{shard}",
        Scenario = "ticketing",
        Seed = 42,
        Shard = new Shard(shard, 3),
        Verdict = verdict,
        Conclusion = "as it was",
        Cases = 100,
        Coverage = 60,
        Operations = 5,
        Requests = 110,
        Answers = new Dictionary<string, int> { ["201"] = 1, ["400"] = 109 },
        DurationSeconds = shard,
        Findings = findings,
        Notes = [],
    };

    private static FuzzFinding Finding(string field, int @case) => new()
    {
        Operation = "POST /orders",
        Oracle = "no-server-error",
        Sign = "500",
        Sentence = "answered 500.",
        Field = field,
        Kind = "too large",
        Value = "1e99",
        Clients = 1,
        Requests = 1,
        Failed = 10,
        Reruns = 10,
        Case = @case,
        Verdict = Verdict.Violated,
    };
}
