using Lab.Chaos.Checks;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Chaos.Tests.Checks;
using Lab.Chaos.Tests.Scenarios;

namespace Lab.Chaos.Tests.Reports;

/// <summary>From arms to one verdict: what decides depends on what was asked.</summary>
public sealed class ConclusionsTests
{
    private static readonly Scenario Ticketing = ScenarioReader.Read(Repository.Scenario("ticketing/scenario.yaml"));

    [Fact]
    public void A_hunt_holds_when_the_suspect_is_caught_and_the_fix_holds()
    {
        var (verdict, sentence) = Hunt([.. Suspect(Verdict.Violated), Fix(Verdict.Holds)]);

        Assert.Equal((Verdict.Holds, "naive is caught, redlock holds."), (verdict, sentence));
    }

    [Fact]
    public void A_fix_that_is_violated_is_the_worse_news()
    {
        var (verdict, sentence) = Hunt([.. Suspect(Verdict.Violated), Fix(Verdict.Violated)]);

        Assert.Equal((Verdict.Violated, "redlock does not hold."), (verdict, sentence));
    }

    [Fact]
    public void A_suspect_that_was_not_caught_proves_nothing_about_the_fix()
    {
        var (verdict, sentence) = Hunt([.. Suspect(Verdict.Holds), Fix(Verdict.Holds)]);

        Assert.Equal((Verdict.Unknown, "naive was not caught, so redlock could not be put to the proof."), (verdict, sentence));
    }

    [Fact]
    public void A_suspect_caught_one_after_the_other_is_not_caught_by_a_race()
    {
        var (verdict, _) = Hunt([Arm("naive", "sequential", Verdict.Violated), Arm("naive", "volley", Verdict.Holds), Fix(Verdict.Holds)]);

        Assert.Equal(Verdict.Unknown, verdict);
    }

    [Fact]
    public void A_fix_that_never_ran_is_unknown()
    {
        var (verdict, sentence) = Hunt(Suspect(Verdict.Violated));

        Assert.Equal((Verdict.Unknown, "naive is caught, but redlock was not put to the proof."), (verdict, sentence));
    }

    [Fact]
    public void Arms_alone_come_out_as_the_worst_of_them()
    {
        var header = Header("stress") with { Suspect = null, Fix = null };

        var (verdict, sentence) = Conclusions.Of(header, Ticketing, [Arm("a", "volley", Verdict.Holds), Arm("b", "volley", Verdict.Unknown)]);

        Assert.Equal((Verdict.Unknown, "b, volley."), (verdict, sentence));
    }

    private static (Verdict Verdict, string Sentence) Hunt(IReadOnlyList<ArmReport> arms) =>
        Conclusions.Of(Header("hunt"), Ticketing, arms);

    private static RunHeader Header(string command) => new()
    {
        Command = command,
        Suspect = "naive",
        Fix = "redlock",
        Engine = "embedded",
        Machine = new Machine(2, 1024, "test", "test"),
        Started = default,
    };

    private static IReadOnlyList<ArmReport> Suspect(Verdict aligned) =>
        [Arm("naive", "sequential", Verdict.Holds), Arm("naive", "volley", aligned)];

    private static ArmReport Fix(Verdict verdict) => Arm("redlock", "volley", verdict);

    // Two sold of one violate, one sold holds, none sold is unknown: nothing was proved.
    private static ArmReport Arm(string variant, string condition, Verdict verdict)
    {
        var volleys = Judged.Selling(
            variant, condition, [verdict switch { Verdict.Violated => 2, Verdict.Holds => 1, _ => 0 }]);
        return new ArmReport
        {
            Summary = Judged.Summary(variant, condition, volleys),
            Spread = VolleySpread.Of([.. volleys[0].Operations]),
            Evidence = [],
        };
    }
}
