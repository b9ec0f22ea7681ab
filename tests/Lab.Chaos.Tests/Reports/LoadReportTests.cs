using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Reports;
using Lab.Chaos.Stress;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Tests.Reports;

/// <summary>What a load allows to conclude.</summary>
public sealed class LoadReportTests
{
    private static readonly LoadStarted Start = new() { Load = 0, Model = "open", Schedule = "constant 10 for 1s", Connections = 5, Keys = 2, Zipf = 1 };

    private static readonly LoadEnded End = new()
    {
        Load = 0,
        Begun = 8,
        Unsent = 2,
        Late = 1,
        Uncaptured = 0,
        ScheduleErrorP50 = 1,
        ScheduleErrorP99 = 2,
        ScheduleErrorMax = 3,
        Elapsed = 2_000_000_000,
    };

    [Fact]
    public void The_key_that_nobody_fought_over_neither_proves_nor_spoils_anything() =>
        Assert.Equal(Verdict.Holds, Judge([Key(0, 8), Key(1, 2)], (0, Verdict.Holds), (1, Verdict.Unknown)));

    [Fact]
    public void A_contended_key_that_is_unknown_leaves_the_load_unknown() =>
        Assert.Equal(Verdict.Unknown, Judge([Key(0, 8), Key(1, 8)], (0, Verdict.Holds), (1, Verdict.Unknown)));

    [Fact]
    public void A_violation_counts_wherever_it_is_seen() =>
        Assert.Equal(Verdict.Violated, Judge([Key(0, 8), Key(1, 2)], (0, Verdict.Holds), (1, Verdict.Violated)));

    [Fact]
    public void Without_contention_nothing_is_proved() => Assert.Equal(Verdict.Unknown, Judge([Key(0, 2)], (0, Verdict.Holds)));

    [Fact]
    public void A_request_without_a_reply_leaves_the_load_unknown_at_best()
    {
        Assert.Equal(Verdict.Unknown, Judge([Key(0, 8, silent: true)], (0, Verdict.Holds)));
        Assert.Equal(Verdict.Violated, Judge([Key(0, 8, silent: true)], (0, Verdict.Violated)));
    }

    [Fact]
    public void A_load_cut_short_is_unknown_at_best_and_says_why()
    {
        var report = LoadReport.Of(new LoadHistory(Start, End with { CutShort = "nobody is there" }), [Key(0, 8)]);

        Assert.Equal(["the load ended early: nobody is there"], report.Doubts);
        Assert.Equal(["the run ended before the load did"], LoadReport.Of(new LoadHistory(Start, null), [Key(0, 8)]).Doubts);
    }

    [Fact]
    public void What_was_due_and_what_was_sent_add_up()
    {
        var report = LoadReport.Of(new LoadHistory(Start, End), [Key(0, 8)]);

        Assert.Equal((10, 2, 1, 4.0), (report.Planned, report.Unsent, report.Late, report.Rate));
        Assert.Equal(new OutcomeCounts(8, 0, 0), Assert.Single(report.Steps).Outcomes);
    }

    [Fact]
    public void The_bar_of_a_sweep_shows_point_and_interval()
    {
        var arm = new SweepReport { Asked = TimeSpan.Zero, Sent = null, Received = null, Violated = 10, Counted = 20, Share = new(0.25, 0.75) };

        Assert.Equal("│          ├─────────●─────────┤          │", SweepText.Bar(arm));
        Assert.Equal($"│{new string(' ', 41)}│", SweepText.Bar(arm with { Violated = 0, Counted = 0 }));
    }

    [Fact]
    public void Quantiles_come_from_the_histogram()
    {
        var histogram = new Histogram();
        histogram.Record(1_000);

        Assert.Equal(TimeSpan.FromMicroseconds(1), LatencyReport.Of(histogram)!.P99);
        Assert.Null(LatencyReport.Of(new Histogram()));
    }

    private static Verdict Judge(IReadOnlyList<VolleyHistory> keys, params (int Key, Verdict Verdict)[] verdicts) => LoadReport.Of(new LoadHistory(Start, End), keys)
        .Judge(keys, [.. verdicts.Select(one => new VolleyJudgement { Volley = keys[one.Key].Start, Verdict = one.Verdict, Findings = [] })]);

    private static VolleyHistory Key(int number, int operations, bool silent = false) => new()
    {
        Start = new VolleyStarted { Volley = number, Variant = "naive", Condition = "open load", Key = $"k{number}", Stock = 5, Requests = operations, Load = 0 },
        Operations =
        [
            .. Enumerable.Range(0, operations).Select(n => new Operation
            {
                Id = $"{number}-{n}",
                Volley = number,
                Process = n,
                Key = $"k{number}",
                Scheduled = n,
                Sent = n,
                Returned = n + 1_000,
                Outcome = silent && n == 0 ? Outcome.Info : Outcome.Ok,
                Status = silent && n == 0 ? 0 : 201,
                Error = silent && n == 0 ? "receive: ConnectionReset" : null,
            }),
        ],
        Faults = [],
    };
}
