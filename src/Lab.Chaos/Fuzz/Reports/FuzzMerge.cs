using System.Globalization;
using Lab.Chaos.Checks;
using Lab.Chaos.Shards;

namespace Lab.Chaos.Fuzz.Reports;

/// <summary>Results of shares as one: what was sent is added up, what was found is named once. The order of the results does not matter.</summary>
internal static class FuzzMerge
{
    /// <param name="run">Id of the merged run.</param>
    /// <param name="shares">Results of one scenario and seed.</param>
    /// <param name="missing">Shares without a result, for which nobody can vouch.</param>
    public static FuzzResult Of(string run, IReadOnlyList<FuzzResult> shares, IReadOnlyList<Shard> missing)
    {
        var sorted = shares.OrderBy(share => share.Shard.Index).ThenBy(share => share.Run, StringComparer.Ordinal).ToList();
        var findings = Findings(sorted);
        var cases = sorted.Sum(share => share.Cases);
        var worst = sorted.Max(share => share.Verdict);
        var coverage = sorted.Max(share => share.Coverage);
        return sorted[0] with
        {
            Run = run,
            Shard = Shard.Whole,
            Verdict = worst == Verdict.Holds && missing.Count > 0 ? Verdict.Unknown : worst,
            Conclusion = Text($"{(findings.Count == 0 ? "no oracle was broken" : findings.Count == 1 ? "1 way to break it" : $"{findings.Count} ways to break it")} in {cases} cases of {sorted.Count} shares."),
            Cases = cases,
            Coverage = coverage,
            Operations = sorted.Max(share => share.Operations),
            Requests = sorted.Sum(share => share.Requests),
            Answers = new SortedDictionary<string, int>(
                sorted.SelectMany(share => share.Answers).GroupBy(answer => answer.Key).ToDictionary(same => same.Key, same => same.Sum(answer => answer.Value)),
                StringComparer.Ordinal),
            DurationSeconds = sorted.Max(share => share.DurationSeconds),
            Findings = findings,
            Notes =
            [
                .. sorted.SelectMany(share => share.Notes).Distinct(StringComparer.Ordinal),
                .. missing.Select(shard => $"The share {shard} is missing, so the verdict is Unknown at best."),
                .. cases < coverage ? [Text($"{cases} cases do not try every boundary of every field once; that takes {coverage}: --cases {coverage}.")] : Array.Empty<string>(),
            ],
        };
    }

    private static List<FuzzFinding> Findings(IEnumerable<FuzzResult> shares)
    {
        var findings = new List<FuzzFinding>();
        foreach (var (run, finding) in shares.SelectMany(share => share.Findings.Select(finding => (share.Run, finding))).OrderBy(one => one.finding.Case))
        {
            if (findings.FirstOrDefault(finding.IsSameAs) is { } same)
            {
                same.Seen += finding.Seen;
            }
            else
            {
                findings.Add(finding with { Test = Path.Combine("..", run, finding.Test) });
            }
        }

        return [.. findings.OrderBy(finding => Oracles.Oracles.All.TakeWhile(oracle => oracle.Name != finding.Oracle).Count())];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
