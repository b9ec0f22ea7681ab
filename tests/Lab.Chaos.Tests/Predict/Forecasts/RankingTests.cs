using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Predict.Forecasts;

/// <summary>attention = V (1 + w): incidents raise attention and never invent a failure.</summary>
public sealed class RankingTests
{
    [Fact]
    public void The_more_volatile_boundary_comes_first()
    {
        var ranking = Ranking.Of(SmallShop.Naive, [V(0.1), V(0.2)], [5, 0]);

        Assert.Equal([1, 0], ranking.Select(place => place.Boundary));
    }

    [Fact]
    public void An_incident_can_at_most_double_the_attention()
    {
        var model = WithIncidents(Incident(SmallShop.Cache, Severity.High, 2026));

        var ranking = Ranking.Of(model, [V(0.1), V(0.21)], [0, 0]);

        Assert.Equal((1, 0.21), (ranking[0].Boundary, ranking[0].Attention.Value));
        Assert.Equal((0, 0.2), (ranking[1].Boundary, ranking[1].Attention.Value));
        Assert.Equal(0.1, ranking[1].Attention.Volatility.Rate);
    }

    [Fact]
    public void A_boundary_that_never_broke_stays_below_one_that_did_whatever_its_incidents()
    {
        var model = WithIncidents(Incident(SmallShop.Cache, Severity.High, 2026));

        var ranking = Ranking.Of(model, [V(0), V(0.000001)], [9, 0]);

        Assert.Equal([1, 0], ranking.Select(place => place.Boundary));
    }

    [Fact]
    public void Where_nothing_broke_hazards_decide_and_then_incidents()
    {
        var model = WithIncidents(Incident(SmallShop.Payments, Severity.Low, 2026));

        Assert.Equal([0, 1], Ranking.Of(model, [V(0), V(0)], [1, 0]).Select(place => place.Boundary));
        Assert.Equal([1, 0], Ranking.Of(model, [V(0), V(0)], [1, 1]).Select(place => place.Boundary));
        Assert.Equal([0, 1], Ranking.Of(SmallShop.Naive, [V(0), V(0)], [0, 0]).Select(place => place.Boundary));
    }

    [Fact]
    public void An_incident_weighs_by_severity_and_half_as_much_a_year_later()
    {
        var model = WithIncidents(Incident(SmallShop.Cache, Severity.High, 2025), Incident(SmallShop.Payments, Severity.Medium, 2026));

        var ranking = Ranking.Of(model, [V(0.1), V(0.1)], [0, 0]);

        // 4 halved over 365 days is 2 and a little, because a year has 365.25.
        Assert.Equal(0.5, ranking.Single(place => place.Boundary == 0).Attention.IncidentShare, 3);
        Assert.Equal(1, ranking.Sum(place => place.Attention.IncidentShare), 12);
    }

    private static Volatility V(double rate) => new() { Rate = rate, AtTwiceTheLoad = rate, AtTwiceTheLatency = rate, Deviation = 0 };

    private static SystemModel WithIncidents(params IReadOnlyList<Incident> incidents) => SmallShop.Naive with { Incidents = incidents };

    private static Incident Incident(Boundary boundary, Severity severity, int year) =>
        new() { Boundary = boundary, Kind = IncidentKind.Race, Date = new DateOnly(year, 5, 1), Severity = severity, Note = "" };
}
