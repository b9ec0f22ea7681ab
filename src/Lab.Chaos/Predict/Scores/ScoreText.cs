using System.Globalization;
using System.Text.Json;
using Lab.Chaos.Checks;
using Lab.Chaos.Cli;
using Lab.Chaos.Journals;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Predict.Scores;

/// <summary>Predicted against measured as people read it: of one run, and over many.</summary>
internal static class ScoreText
{
    public static void Show(Scoreboard board, bool json, Terminal terminal)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(board, JournalJson.Options));
            return;
        }

        Write(board, terminal.Output);
    }

    public static void Write(Scoreboard board, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("run", "broke", "rank: predicted /\nmost written / random", "arm", "volleys predicted (95 %)", "measured (95 %)", "");
        foreach (var run in board.Runs)
        {
            foreach (var (number, arm) in run.Score.Arms.Index())
            {
                string[] head = number == 0
                    ? [run.Run, run.Score.Broken ?? "cannot be told", Ranks(run.Score)]
                    : ["", "", ""];
                table.AddRow([.. head.Select(Markup.Escape), Markup.Escape($"{arm.Variant}, {arm.Condition}"), Predicted(arm), Measured(arm), Outcome(arm)]);
            }
        }

        console.Write(table);
        foreach (var line in Summary(board))
        {
            console.MarkupLineInterpolated($"{line}");
        }
    }

    /// <summary>The section of a hunt's report.</summary>
    public static void Write(PredictionScore score, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]Predicted[/]: {Ranked(score)}.");
        foreach (var arm in score.Arms)
        {
            console.MarkupLineInterpolated($"   {arm.Variant}, {arm.Condition}: predicted {Predicted(arm)} of volleys, measured {Measured(arm)}: {Outcome(arm)}{Saturated(arm)}.");
        }
    }

    /// <summary>Which boundary broke, and where it had been ranked.</summary>
    public static string Ranked(PredictionScore score) => score switch
    {
        { Rank: { } found } => $"{score.Broken} broke, ranked {found} of {score.Boundaries} (most-written key {Rank(score.MostWrittenRank)}, random order {Rank(score.RandomRank)})",
        { Hotspot: { } hotspot } => $"{hotspot} was ranked first of {score.Boundaries}; which boundary broke cannot be told from the invariants",
        _ => "no boundary was expected to break",
    };

    // Where nearly every volley is violated, volleys cannot tell a good prediction from a bad one; requests can.
    public static string Saturated(ArmScore arm) =>
        arm is { Predicted: > ArmComparison.Saturated, Measured: > ArmComparison.Saturated, MeasuredPerRequest: > 0 and var measured }
            ? $"; nearly every volley, so requests: predicted {Percent.Text(arm.PredictedPerRequest)}, measured {Percent.Text(measured)}"
            : "";

    private static IEnumerable<string> Summary(Scoreboard board)
    {
        if (board.Told > 0)
        {
            yield return $"Ranked first: {board.RankedFirst} of {board.Told} runs; by the most-written key {board.MostWrittenFirst}, in random order {Number(board.RandomFirst)} on average. "
                + $"Mean rank {Number(board.MeanRank!.Value)}, {Number(board.MeanMostWrittenRank ?? 0)} and {Number(board.MeanRandomRank!.Value)}.";
        }

        if (board.Told < board.Runs.Count)
        {
            yield return $"In {board.Runs.Count - board.Told} of {board.Runs.Count} runs the invariants do not tell which boundary broke; they count for the rates only.";
        }

        yield return $"Rates: {board.Within} of {board.Arms} arms within the measured interval, {board.WithinFactorThree} within it or within a factor of three"
            + (board.MedianFactorOff is { } factor ? $"; off by a factor of {Number(factor)} in the median." : ".");
    }

    public static string Predicted(ArmScore arm) =>
        arm.Predicted == 0 ? $"at most {Percent.Text(arm.PredictedInterval.Upper)}" : $"{Percent.Text(arm.Predicted)} ({Percent.Text(arm.PredictedInterval)})";

    public static string Measured(ArmScore arm) =>
        arm.Measured == 0 ? $"at most {Percent.Text(arm.MeasuredInterval.Upper)}" : $"{Percent.Text(arm.Measured)} ({Percent.Text(arm.MeasuredInterval)})";

    public static string Outcome(ArmScore arm) => arm.Within ? "within" : $"{Number(arm.FactorOff)} times too {(arm.Factor > 1 ? "high" : "low")}";

    private static string Ranks(PredictionScore score) =>
        score.Rank is null ? "-" : $"{Rank(score.Rank)} / {Rank(score.MostWrittenRank)} / {Rank(score.RandomRank)} of {score.Boundaries}";

    private static string Rank(double? rank) => rank is { } known ? Number(known) : "-";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
