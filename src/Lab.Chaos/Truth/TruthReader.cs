using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Reading;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts;

namespace Lab.Chaos.Truth;

/// <summary>Reads truth.yaml against its scenario, as strictly as the scenario itself is read.</summary>
internal sealed class TruthReader
{
    public const string FileName = "truth.yaml";

    /// <summary>Volleys of a condition for which the file gives no number.</summary>
    public const int DefaultVolleys = 10;

    private const int MaxVolleys = 100_000;

    private readonly Scenario _scenario;

    private TruthReader(Scenario scenario) => _scenario = scenario;

    /// <param name="file">Usually beside the scenario: <c>scenarioFile.Beside(TruthReader.FileName)</c>.</param>
    /// <param name="scenario">Names the rows and columns.</param>
    /// <exception cref="LabException">The file is missing, or has problems: each with its line, column and mend.</exception>
    public static TruthTable Read(SourceFile file, Scenario scenario)
    {
        Problems problems = new();
        Field? root = Documents.Open(file, "scenarios/ticketing/truth.yaml", problems);
        TruthTable? table = root?.Section(TruthGrammar.Table) is { } section ? new TruthReader(scenario).Table(section) : null;
        problems.ThrowIfAny();

        return table!;
    }

    private TruthTable Table(Section section)
    {
        CheckName(section["scenario"]);
        Dictionary<(string Variant, string Condition), Verdict> expected = Expected(section["expected"]);
        Dictionary<string, int> volleys = Counts(section["volleys"]);
        Section? quick = section["quick"]?.Section(TruthGrammar.Quick);
        IReadOnlyList<string> quickVariants = Variants(quick?["variants"]);
        Dictionary<string, int> quickVolleys = Counts(quick?["volleys"]);
        TruthCell[] cells =
        [
            .. from variant in _scenario.Variants
               from condition in _scenario.Conditions
               where expected.ContainsKey((variant.Name, condition.Name))
               select new TruthCell
               {
                   Variant = variant.Name,
                   Condition = condition.Name,
                   Expected = expected[(variant.Name, condition.Name)],
                   Volleys = volleys.GetValueOrDefault(condition.Name, DefaultVolleys),
               },
        ];

        return new TruthTable
        {
            Scenario = _scenario.Name,
            Cells = cells,
            Quick =
            [
                .. cells
                    .Where(cell => quickVariants.Contains(cell.Variant) && quickVolleys.ContainsKey(cell.Condition))
                    .Select(cell => cell with { Volleys = quickVolleys[cell.Condition] }),
            ],
        };
    }

    private void CheckName(Field? field)
    {
        if (field?.Text() is { } name && name != _scenario.Name)
        {
            field.Wrong($"This table is for scenario '{name}', but stands beside '{_scenario.Name}'. Write: scenario: {_scenario.Name}");
        }
    }

    private Dictionary<(string Variant, string Condition), Verdict> Expected(Field? field)
    {
        Dictionary<(string Variant, string Condition), Verdict> expected = [];
        Section? rows = field?.Section(TruthGrammar.Rows(_scenario));
        foreach (Variant variant in _scenario.Variants)
        {
            Section? row = rows?[variant.Name]?.Section(TruthGrammar.Row(_scenario));
            foreach (Condition condition in _scenario.Conditions)
            {
                if (row?[condition.Name]?.Choice(TruthGrammar.Verdicts) is { } verdict)
                {
                    expected.Add((variant.Name, condition.Name), verdict);
                }
            }
        }

        return expected;
    }

    private Dictionary<string, int> Counts(Field? field)
    {
        Section? counts = field?.Section(TruthGrammar.Counts(_scenario));

        return (counts?.Present([.. _scenario.Conditions.Select(condition => condition.Name)]) ?? [])
            .ToDictionary(count => count.Name, count => count.Integer(1, MaxVolleys) ?? 1);
    }

    private List<string> Variants(Field? field)
    {
        string[] known = [.. _scenario.Variants.Select(variant => variant.Name)];
        List<string> variants = [];
        foreach (Field item in field?.Items("naive") ?? [])
        {
            string? name = item.Text();
            if (name is not null && !known.Contains(name))
            {
                item.Wrong($"Unknown variant '{name}' in 'quick.variants'. {Suggest.Among(name, known)}");
            }

            variants.Add(name ?? "");
        }

        return variants;
    }
}
