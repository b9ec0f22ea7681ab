using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>The file of past incidents.</summary>
public sealed class IncidentsTests
{
    [Fact]
    public void An_incident_has_a_boundary_a_kind_a_day_and_a_severity() => Assert.Equal(
        new Incident
        {
            Boundary = new Boundary("web", "cache"),
            Kind = IncidentKind.Race,
            Date = new DateOnly(2026, 5, 14),
            Severity = Severity.High,
            Note = "Sold three seats twice",
        },
        ScenarioFolder.Read().Incidents[0]);

    [Fact]
    public void A_scenario_may_have_none() => Assert.Empty(ScenarioFolder.Read(("incidents: incidents.yaml", "")).Incidents);

    [Fact]
    public void A_file_that_is_not_there_says_who_names_it() => Assert.Equal(
        "scenario.yaml:37:12: 'incidents' names incident.yaml, which does not exist. Create it or remove 'incidents'.",
        ScenarioFolder.Problem("incidents: incidents.yaml", "incidents: incident.yaml"));

    [Theory]
    [InlineData("web -> cache", "web -> cahce",
        "incidents.yaml:1:15: Unknown service 'cahce' in '[1].boundary'. Known: cache, db, pay, web. Did you mean 'cache'?")]
    [InlineData("web -> cache", "cache -> web",
        "incidents.yaml:1:15: 'cache' does not call 'web', so '[1].boundary' is no boundary. None is known.")]
    [InlineData("web -> cache", "web to cache",
        "incidents.yaml:1:15: '[1].boundary' is 'web to cache'; it must be two services with an arrow between them, for example inventory -> redis.")]
    [InlineData("2026-05-14", "14.5.2026",
        "incidents.yaml:1:47: '[1].date' is 14.5.2026; it must be a date as year-month-day, for example 2026-05-14.")]
    [InlineData("kind: race", "kind: rase",
        "incidents.yaml:1:35: Unknown word 'rase' for '[1].kind'. Known: crash, race, slow, stale. Did you mean 'race'?")]
    [InlineData("severity: high", "severety: high",
        "incidents.yaml:1:59: Unknown key 'severety' in '[1]'. Known: boundary, date, kind, note, severity. Did you mean 'severity'?")]
    public void A_mistake_names_the_incidents_file(string from, string to, string expected)
    {
        using ScenarioFolder folder = new();
        folder.Write("incidents.yaml", ScenarioFolder.Edit(ScenarioFolder.ValidIncidents, (from, to)));
        SourceFile file = folder.Write("scenario.yaml", ScenarioFolder.Valid);

        Assert.Equal(expected, Assert.Throws<LabException>(() => ScenarioReader.Read(file)).Message);
    }
}
