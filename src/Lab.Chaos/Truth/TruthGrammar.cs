using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Truth;

/// <summary>The keys of truth.yaml; <c>scenarios/truth.schema.json</c> says the same to editors. Some depend on the scenario.</summary>
internal static class TruthGrammar
{
    public static readonly Shape Table = new("truth",
        new Key("scenario", "ticketing", Required: true),
        new Key("expected", "{ naive: { volley: Violated } }", Required: true),
        new Key("volleys", "{ volley: 300 }"),
        new Key("quick", "{ variants: [naive], volleys: { volley: 5 } }"));

    public static readonly Shape Quick = new("quick",
        new Key("variants", "[naive, redlock]", Required: true),
        new Key("volleys", "{ volley: 5 }", Required: true));

    public static readonly IReadOnlyDictionary<string, Verdict> Verdicts =
        Enum.GetValues<Verdict>().ToDictionary(verdict => verdict.ToString());

    /// <summary>A row for every variant.</summary>
    public static Shape Rows(Scenario scenario)
    {
        string row = string.Join(", ", scenario.Conditions.Select(condition => $"{condition.Name}: Holds"));

        return new Shape("expected", [.. scenario.Variants.Select(variant => new Key(variant.Name, $"{{ {row} }}", Required: true))]);
    }

    /// <summary>A cell for every condition.</summary>
    public static Shape Row(Scenario scenario) =>
        new("row", [.. scenario.Conditions.Select(condition => new Key(condition.Name, "Holds", Required: true))]);

    /// <summary>A number for any condition.</summary>
    public static Shape Counts(Scenario scenario) =>
        new("counts", [.. scenario.Conditions.Select(condition => new Key(condition.Name, "300"))]);
}
