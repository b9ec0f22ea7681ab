using System.Text.Json.Serialization;
using Lab.Chaos.Checks;
using Lab.Chaos.Journals;
using Lab.Contracts;
using Spectre.Console;

namespace Lab.Chaos.Reports.Runs;

/// <summary>Recorded runs, newest first.</summary>
internal static class RunList
{
    /// <param name="runs">Folder of all runs.</param>
    /// <param name="most">How many.</param>
    public static IReadOnlyList<RunLine> Read(string runs, int most) =>
        [.. RunFolder.Ids(runs).Reverse().Take(most).Select(id => RunLine.Of(new RunFolder(id, Path.Combine(runs, id))))];

    public static void Write(IReadOnlyList<RunLine> lines, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("run", "when", "scenario", "command", "verdict", "volleys violated, worst arm (95 %)");
        foreach (var line in lines)
        {
            table.AddRow(
                Markup.Escape(line.Run),
                line.Started is { } when ? when.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : "-",
                Markup.Escape(line.Scenario ?? "-"),
                Markup.Escape(line.Command ?? "-"),
                line.Verdict is { } verdict ? $"[{TextReport.Colour(verdict)}]{verdict}[/]" : "-",
                Markup.Escape(line.Headline));
        }

        console.Write(table);
    }
}

/// <summary>One run in a line.</summary>
internal sealed record RunLine
{
    public required string Run { get; init; }

    /// <summary>Null, as what follows, when the run has no journal that can be read.</summary>
    public DateTimeOffset? Started { get; init; }

    public string? Scenario { get; init; }

    public string? Command { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
    public Verdict? Verdict { get; init; }

    /// <summary>One sentence.</summary>
    public string? Conclusion { get; init; }

    /// <summary>The worst rate of its arms, or why there is none.</summary>
    public required string Headline { get; init; }

    public static RunLine Of(RunFolder run)
    {
        if (!File.Exists(run.Journal))
        {
            return new RunLine { Run = run.Id, Headline = File.Exists(run.History) ? "no journal: it was cut short" : "no history: it measured nothing" };
        }

        try
        {
            return Of(Journal.Read(run)) with { Run = run.Id };
        }
        catch (LabException)
        {
            return new RunLine { Run = run.Id, Headline = "its journal cannot be read" };
        }
    }

    public static RunLine Of(Journal journal) => new()
    {
        Run = journal.Run,
        Started = journal.Started,
        Scenario = journal.Scenario,
        Command = journal.Command,
        Verdict = journal.Verdict,
        Conclusion = journal.Conclusion,
        Headline = journal.Arms.Select(arm => arm.Summary)
            .OrderByDescending(arm => arm.Rate ?? -1).ThenByDescending(arm => arm.Counted)
            .Select(arm => $"{arm.Name}: {ArmCells.Share(arm)}")
            .FirstOrDefault("no arm"),
    };
}
