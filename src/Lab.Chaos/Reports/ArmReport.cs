using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Reports;

/// <summary>One arm as it is reported: the judgement of its volleys, and how far apart its requests really were.</summary>
internal sealed record ArmReport
{
    public required ArmSummary Summary { get; init; }

    /// <summary>How far apart a volley's requests were (p95 - p5), median over volleys.</summary>
    public required VolleySpread Spread { get; init; }

    /// <summary>Whether the entry service was scheduled before all others in every volley; null where that was not tried.</summary>
    public bool? EntryFirst { get; init; }

    /// <summary>What a load came to; null for volleys.</summary>
    public LoadReport? Load { get; init; }

    /// <summary>The findings that decided, worst first; the sentences that a human checks by hand.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>Names of the invariants that were violated, in the order of the scenario.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>From the first request to the last reply, s; null when nothing was sent, and in older journals.</summary>
    public double? Seconds { get; init; }

    private const int EvidenceMost = 3;

    /// <summary>Judges what was written down, one report per arm, in the order in which the arms ran.</summary>
    public static IReadOnlyList<ArmReport> Of(History history, Scenario scenario) =>
    [
        .. history.Volleys
            .GroupBy(volley => (volley.Start.Variant, volley.Start.Condition))
            .Select(arm => Of([.. arm], scenario, new Seed(history.Header.Seed), history.Loads)),
    ];

    private static ArmReport Of(IReadOnlyList<VolleyHistory> volleys, Scenario scenario, Seed seed, IReadOnlyList<LoadHistory> loads)
    {
        var load = loads.FirstOrDefault(load => load.Start.Load == volleys[0].Start.Load);
        if (load is not null)
        {
            // How much each key would get was not known when it was set up.
            volleys = [.. volleys.Select(key => key with { Start = key.Start with { Requests = key.Operations.Count } })];
        }

        var fault = scenario.Conditions.FirstOrDefault(condition => condition.Name == volleys[0].Start.Condition)?.Fault;
        IReadOnlyList<VolleyJudgement> judgements = [.. volleys.Select(volley => VolleyJudge.Judge(volley, scenario.Invariants, fault))];
        var summary = ArmSummary.Of(volleys[0].Start.Variant, volleys[0].Start.Condition, judgements, volleys, seed);
        var report = load is null ? null : LoadReport.Of(load, volleys);
        return new ArmReport
        {
            Summary = report is null ? summary : summary with { Verdict = report.Judge(volleys, judgements) },
            Load = report,
            Seconds = Length(volleys),
            Spread = VolleySpread.Median([.. volleys.Select(volley => VolleySpread.Of([.. volley.UnderCondition]))]),
            Broken =
            [
                .. scenario.Invariants.Select(invariant => invariant.Name)
                    .Where(name => judgements.Any(judgement => judgement.Findings.Any(finding => finding.Check == name && finding.Verdict == Verdict.Violated))),
            ],
            EntryFirst = volleys.Any(volley => volley.Start.EntryFirst is null) ? null : volleys.All(volley => volley.Start.EntryFirst == true),
            Evidence =
            [
                .. (load is null ? judgements : LoadReport.Telling(volleys, judgements))
                    .SelectMany(judgement => judgement.Findings)
                    .Where(finding => finding.Verdict != Verdict.Holds)
                    .OrderByDescending(finding => finding.Verdict)
                    .ThenByDescending(finding => finding.Excess)
                    .Select(finding => finding.Sentence)
                    .Distinct(StringComparer.Ordinal)
                    .Take(EvidenceMost),
            ],
        };
    }

    private static double? Length(IReadOnlyList<VolleyHistory> volleys)
    {
        List<Operation> operations = [.. volleys.SelectMany(volley => volley.Operations)];
        return operations.Count == 0 ? null : Math.Round((operations.Max(operation => operation.Returned) - operations.Min(operation => operation.Scheduled)) / 1e9, 3);
    }
}
