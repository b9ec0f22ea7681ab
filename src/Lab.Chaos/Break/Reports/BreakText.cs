using System.Globalization;
using Lab.Chaos.Break.Litmus.Results;
using Lab.Chaos.Break.Running;
using Lab.Chaos.Checks;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Break.Reports;

/// <summary>The report of a break for people: one row a variant, one line a fault.</summary>
internal static class BreakText
{
    private const int TargetsShown = 6;

    public static void Write(BreakReport report, IAnsiConsole console)
    {
        console.Write(Table(report));
        foreach (var variant in report.Variants)
        {
            foreach (var fault in variant.Faults)
            {
                console.MarkupLineInterpolated($"[bold]{variant.Variant}[/] {Sentence(fault)}");
            }
        }

        if (report.SuspectAgainstFix is { } comparison)
        {
            console.MarkupLineInterpolated($"[bold]Does the fix matter under faults?[/] {comparison.Sentence}");
        }
    }

    /// <summary>For example <c>replica-kills, pod-delete: 3 injections in 15.2 s, into inventory-2, inventory-1, inventory-2.</c></summary>
    public static string Sentence(FaultRun fault) => fault.Result.Error is { } error
        ? $"{Name(fault)}: not carried out ({error.Code}). {error.Reason}"
        : $"{Name(fault)}: {Count(fault.Strikes)} in {fault.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s{(fault.Hit.Count == 0 ? "" : $", into {Listed(fault.Hit)}")}.{Probes(fault.Result)}";

    private static string Name(FaultRun fault) => $"{fault.Result.Engine}, {fault.Result.Experiment}";

    private static string Probes(ChaosResult result) => result.Probes.Count == 0 ? "" :
        $" {result.Verdict}: {result.Probes.Count(probe => probe.Verdict == ProbeVerdict.Passed)} of {result.Probes.Count} probes passed"
        + string.Concat(result.Probes.Where(probe => probe.Verdict != ProbeVerdict.Passed).Select(probe => $"; {probe.Name}: {probe.Description}")) + ".";

    private static Table Table(BreakReport report)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("variant", "before faults (95 %)", "under faults (95 %)", "acknowledged", "lost", "duplicated", "recovered in");
        foreach (var variant in report.Variants)
        {
            table.AddRow(
                Markup.Escape(variant.Variant),
                Markup.Escape(Share(variant.Before)),
                Markup.Escape(Share(variant.Under)),
                Number(variant.Orders?.Acknowledged),
                Number(variant.Orders?.Lost),
                Number(variant.Orders?.Duplicated),
                $"{variant.Recovery.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
        }

        return table;
    }

    public static string Share(ArmSummary? arm) => arm switch
    {
        null => "-",
        { Counted: 0 } => $"no volley counts, {arm.Unknown} unknown",
        { Violated: 0 } => $"0 of {arm.Counted}, at most {Percent.Text(arm.ViolatedShare.Upper)}{Unknown(arm)}",
        _ => $"{arm.Violated} of {arm.Counted}, {Percent.Text(arm.Rate!.Value)} ({Percent.Text(arm.ViolatedShare)}){Unknown(arm)}",
    };

    private static string Unknown(ArmSummary arm) => arm.Unknown == 0 ? "" : $", {arm.Unknown} unknown";

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Count(int strikes) => strikes == 1 ? "1 injection" : $"{strikes} injections";

    private static string Listed(IReadOnlyList<string> hit) => hit.Count <= TargetsShown
        ? string.Join(", ", hit) : $"{string.Join(", ", hit.Take(TargetsShown))} and {hit.Count - TargetsShown} more";
}
