using Lab.Chaos.Break;
using Lab.Chaos.Checks;
using Lab.Chaos.Isolate;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>The six phases in a row: the question of each, and its answer in a few words.</summary>
internal static class PhaseStrip
{
    public static Html Draw(Journal journal) => Html.Of(
        $"""
        <nav aria-label="Phases"><ol class="strip">
        {Phase("predict", "Where to look?", "#predict", Predicted(journal))}
        {Phase("stress", "Does it break under contention?", "#rates", Stressed(journal))}
        {Phase("fuzz", "Which data breaks it?", "#fuzz", journal.Fuzzed is { } fuzzed ? (Parts.Kind(fuzzed.Verdict), fuzzed.Findings.Count == 0 ? $"no oracle broken in {fuzzed.Requests} requests" : $"{fuzzed.Findings.Count} findings in {fuzzed.Requests} requests") : null)}
        {Phase("isolate", "Does latency widen the window?", "#isolate", Isolated(journal.Isolated))}
        {Phase("contain", "Does a CPU limit expose it?", "#contain", Contained(journal))}
        {Phase("break", "Does the fix survive faults?", "#break", Broken(journal))}
        </ol></nav>

        """);

    private static Html Phase(string name, string question, string target, (string Kind, string Answer)? answer) => answer is { } given
        ? Html.Of($"""<li class="{given.Kind}"><a href="{target}"><b>{name}</b><span class="q">{question}</span><span class="a">{given.Answer}</span></a></li>""")
        : Html.Of($"""<li class="left-out"><b>{name}</b><span class="q">{question}</span><span class="a">not in this run</span></li>""");

    private static (string, string)? Predicted(Journal journal) => journal.Predicted switch
    {
        null => null,
        { Rank: { } rank } score => ("told", $"{score.Broken} broke: ranked {rank} of {score.Boundaries}"),
        { Hotspot: { } hotspot } score => ("told", $"{hotspot}, first of {score.Boundaries}"),
        _ => ("told", "no boundary expected to break"),
    };

    private static (string, string)? Stressed(Journal journal)
    {
        var arms = journal.Arms.Select(arm => arm.Summary).Where(arm => arm.Condition is not (Breaking.Before or Breaking.Under)).ToList();
        var worst = arms.Where(arm => arm.Violated > 0).OrderByDescending(arm => arm.Rate).ThenByDescending(arm => arm.Counted).FirstOrDefault();
        var clean = arms.Where(arm => arm.IsClean && arm.Variant != worst?.Variant).OrderByDescending(arm => arm.Counted).FirstOrDefault();
        string?[] words = [worst is null ? null : Words(worst), clean is null ? null : Words(clean)];
        var kind = worst is null ? Parts.Kind(arms.Select(arm => arm.Verdict).DefaultIfEmpty(Verdict.Unknown).Max()) : worst.Variant == journal.Suspect && journal.Fix is not null ? "told" : "violated";
        return arms.Count == 0 ? null : (kind, string.Join(", ", words.OfType<string>()) is { Length: > 0 } text ? $"{text} volleys violated" : "no volley counts");
    }

    private static string Words(ArmSummary arm) => $"{arm.Variant} {arm.Violated} of {arm.Counted}";

    private static (string, string)? Isolated(IsolationResult? result) => result switch
    {
        null => null,
        { Confirmation: { IsAmplified: true, Factor: { } factor, Slowed: var slowed } } => ("told", $"yes: {Rung.Words(slowed.Latency)} of {result.Downstream} make it {Parts.Number(factor.Ratio)} times as frequent"),
        _ => ("told", $"not shown for {result.Downstream}"),
    };

    private static (string, string)? Contained(Journal journal) => journal.Contained switch
    {
        null => null,
        { IsAmplified: true, Factor: { } factor } result => ("told", $"yes: {result.Limits} make it {Parts.Number(factor.Ratio)} times as frequent"),
        var result => ("told", $"not shown with {result.Limits}"),
    };

    private static (string, string)? Broken(Journal journal)
    {
        if (journal.Broken is not { } broken)
        {
            return null;
        }

        var proven = broken.Variants.Where(variant => variant.Under is not null).OrderBy(variant => variant.Variant == journal.Suspect).FirstOrDefault();
        return proven?.Under is { } under ? (Parts.Kind(under.Verdict), $"{Words(under)} volleys violated under {proven.Faults.Count} faults") : ("unknown", "no volley under faults");
    }
}
