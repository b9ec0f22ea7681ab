using System.Globalization;
using Lab.Chaos.Debugging.Evidence;
using Lab.Chaos.Debugging.Fixes;
using Lab.Chaos.Debugging.Separation;
using Lab.Chaos.Isolate;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Debugging;

/// <summary>The four stages for people: what was done, what came of it, in numbers that can be checked by hand.</summary>
internal static class DebugText
{
    public static void Write(DebugResult result, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{result.Suspect} of {result.Scenario}[/], seed {result.Seed}");
        Stage(console, "1  Collect evidence", EvidenceOf(result.Evidence));
        Stage(console, "2  Isolate", SeparationText.Of(result.Separated));
        Stage(console, "3  Hypothesis", HypothesisOf(result.Hypothesis));
        Stage(console, "4  Verify", [$"Volleys of condition {result.Baseline.Condition}, where the suspect fails most:"]);
        console.Write(Table(result));
        foreach (var sentence in Verified(result).Concat(Tested(result)))
        {
            console.MarkupLineInterpolated($"   {sentence}");
        }

        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{result.Verdict}[/]: {Conclusion(result)}");
    }

    /// <summary>One sentence for the journal.</summary>
    public static string Conclusion(DebugResult result)
    {
        string[] held = [.. result.Fixes.Where(fix => fix.Holds).Select(fix => fix.Variant)];
        string[] others = [.. result.Fixes.Where(fix => !fix.Holds).Select(fix => fix.Variant)];
        string[] wrong = [.. result.WrongFixes.Where(fix => fix.Violated > 0).Select(fix => fix.Variant)];
        string[] uncaught = [.. result.WrongFixes.Where(fix => fix.Violated == 0).Select(fix => fix.Variant)];
        string?[] parts =
        [
            $"{result.Suspect} {(result.Evidence.Violated + result.Baseline.Violated > 0 ? "is caught" : "was not caught")}",
            result.Hypothesis?.Confirmation is { IsAmplified: true, FallsWhenClosed: var falls }
                ? $"widening {result.Hypothesis.Downstream} raises its rate{(falls ? " and closing it lowers it again" : "")}" : null,
            held is [] ? null : $"{string.Join(", ", held)} {(held.Length == 1 ? "holds" : "hold")}",
            others is [] ? null : $"{string.Join(", ", others)} not",
            wrong is [] ? null : $"{string.Join(", ", wrong)} {(wrong.Length == 1 ? "looks" : "look")} right and {(wrong.Length == 1 ? "does" : "do")} not hold",
            uncaught is [] ? null : $"{string.Join(", ", uncaught)} was not caught",
        ];
        return string.Join("; ", parts.OfType<string>()) + ".";
    }

    /// <summary>Stage 1.</summary>
    public static IEnumerable<string> EvidenceOf(CollectedEvidence evidence)
    {
        yield return evidence.Rate is { } rate
            ? $"{evidence.Violated} of {evidence.Counted} volleys of condition {evidence.Condition} are violated: {Percent.Text(rate)} (95 %: {Percent.Text(evidence.Interval)})"
                + (evidence.Unknown > 0 ? $"; {evidence.Unknown} more are unknown." : ".")
            : $"No volley of condition {evidence.Condition} counts.";
        foreach (var window in evidence.Windows)
        {
            yield return window.Sentence;
            foreach (var moment in window.Moments)
            {
                yield return $"  {moment.AtMs.ToString("0.00", CultureInfo.InvariantCulture),9} ms  {moment.Kind} {moment.Operation} {moment.What}{(moment.Replica is { } replica ? $" ({replica})" : "")}";
            }
        }

        if (evidence.Paths.Count == 0)
        {
            yield return "Recent commits: no sources of its services were found beside the AppHost.";
        }
        else
        {
            yield return $"Recent commits to {string.Join(", ", evidence.Paths)}: {(evidence.Commits.Count == 0 ? "none." : "")}";
            foreach (var commit in evidence.Commits)
            {
                yield return $"  {commit.Date} {commit.Id} {commit.Subject}";
            }
        }
    }

    /// <summary>Stage 3.</summary>
    public static IEnumerable<string> HypothesisOf(IsolationResult? hypothesis)
    {
        if (hypothesis is null)
        {
            return ["Left out: the scenario has no one downstream stub whose latency could be changed. Name one: --downstream <service>."];
        }

        var prediction = $"Predicted: with a slower {hypothesis.Downstream} more volleys fail, with no delay at all fewer.";
        return hypothesis.Confirmation is not { P: { } p, Factor: { } factor } confirmation
            ? [prediction, hypothesis.Step, "Not confirmed: no volley failed at the longer latency, or none counts."]
            :
            [
                prediction,
                hypothesis.Step,
                $"Widened to {Rung.Words(confirmation.Slowed.Latency)}: {Count(confirmation.Slowed)} against {Count(confirmation.AsItIs)} as it is, factor {Number(factor.Ratio)} "
                    + $"(95 %: {Number(factor.Interval.Lower)} to {Number(factor.Interval.Upper)}), Fisher's exact test {Percent.P(p)}: {(confirmation.IsAmplified ? "confirmed" : "not confirmed")}.",
                $"Closed: {Count(confirmation.Closed)} against {Count(confirmation.Slowed)} widened, {(confirmation.ClosedP is { } closed ? Percent.P(closed) : "nothing to compare")}: "
                    + $"{(confirmation.FallsWhenClosed ? "confirmed" : "not confirmed")}.",
            ];
    }

    private static IEnumerable<string> Verified(DebugResult result)
    {
        foreach (var fix in result.Fixes)
        {
            yield return fix.Violated > 0
                ? $"{fix.Variant} does not hold: {fix.Violated} of {fix.Counted} volleys are violated."
                : $"{fix.Variant}: {fix.Counted} clean volleys of {fix.Needed} needed, so its rate is at most {Percent.Text(fix.Interval.Upper)} (95 %); "
                    + (fix.Stuck == 0 ? $"nobody was left waiting, the slowest answer took {Number(fix.MaxMs)} ms. " : $"{fix.Stuck} requests were left without a certain answer. ")
                    + Cost(fix, result.Baseline);
        }

        foreach (var fix in result.WrongFixes)
        {
            yield return fix.Violated > 0
                ? $"{fix.Variant} looks right and is not: {fix.Violated} of {fix.Counted} volleys are violated ({Percent.Text(fix.Interval)})."
                : $"{fix.Variant} was not caught in {fix.Counted} volleys.";
        }
    }

    private static string Cost(FixArm fix, FixArm suspect) =>
        $"Cost, against the suspect: throughput {Signed((fix.PerSecond / suspect.PerSecond) - 1)}, latency {Signed((fix.P50Ms / suspect.P50Ms) - 1)} at the median and {Signed((fix.P99Ms / suspect.P99Ms) - 1)} at p99.";

    private static IEnumerable<string> Tested(DebugResult result)
    {
        if (result.Test is { } test)
        {
            yield return $"Regression test: {test}";
        }

        foreach (var seen in result.Seen ?? [])
        {
            yield return $"  seen: {seen.Command} -> exit code {seen.ExitCode}, {seen.ExitCode switch { 0 => "holds", 1 => "violated: the test fails on it", 2 => "unknown", _ => "an error" }}";
        }
    }

    private static Table Table(DebugResult result)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumns("   variant", "violated volleys", "95 %", "per second", "p50", "p99", "slowest", "refused", "left waiting");
        foreach (var arm in result.Fixes.Concat(result.WrongFixes).Prepend(result.Baseline))
        {
            table.AddRow(
                $"   {Markup.Escape(arm.Variant)}",
                $"{arm.Violated} of {arm.Counted}" + (arm.Unknown > 0 ? $", {arm.Unknown} unknown" : ""),
                arm is { Violated: 0, Counted: > 0 } ? $"at most {Percent.Text(arm.Interval.Upper)}" : Percent.Text(arm.Interval),
                Number(arm.PerSecond),
                $"{Number(arm.P50Ms)} ms",
                $"{Number(arm.P99Ms)} ms",
                $"{Number(arm.MaxMs)} ms",
                $"{arm.Refused}",
                $"{arm.Stuck}");
        }

        return table;
    }

    private static void Stage(IAnsiConsole console, string title, IEnumerable<string> sentences)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        foreach (var sentence in sentences)
        {
            console.MarkupLineInterpolated($"   {sentence}");
        }
    }

    private static string Signed(double share) => double.IsFinite(share) ? (share * 100).ToString("+0;-0;0", CultureInfo.InvariantCulture) + " %" : "an unknown amount of";

    private static string Count(Rung rung) => $"{rung.Violated} of {rung.Counted}";

    private static string Number(double value) => value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
