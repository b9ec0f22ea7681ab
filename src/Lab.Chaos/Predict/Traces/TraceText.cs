using System.Globalization;
using Spectre.Console;

namespace Lab.Chaos.Predict.Traces;

/// <summary>A prediction from traces as people read it.</summary>
internal static class TraceText
{
    public static void Write(TracePrediction prediction, int top, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"{prediction.Requests} requests of {prediction.Types.Count} types: {Headline(prediction)}");
        foreach (var (number, pair) in prediction.Pairs.Take(top).Index())
        {
            console.WriteLine();
            Write(number + 1, pair, console);
        }

        console.WriteLine();
        if (prediction.Pairs.Count > top)
        {
            console.MarkupLineInterpolated($"[grey]{prediction.Pairs.Count - top} more with --top {prediction.Pairs.Count}.[/]");
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "boundary", "pairs", "changes per request");
        foreach (var (rank, boundary) in prediction.Boundaries.Index())
        {
            table.AddRow(
                Text(rank + 1), Markup.Escape(boundary.Boundary.ToString()), boundary.Pairs.Count == 0 ? "-" : Text(boundary.Pairs.Count),
                boundary.Changes.ToString("0.##", CultureInfo.InvariantCulture));
        }

        console.Write(table);
        foreach (var type in prediction.Types)
        {
            console.MarkupLineInterpolated($"[grey]{type.Request}, seen {type.Seen} times in {type.Ways} way{(type.Ways == 1 ? "" : "s")}: {string.Join("; ", type.Steps)}[/]");
        }

        console.MarkupLine("[grey]From what spans tell: locks within a process, and conditions in code, are not among it. A pair is a place to aim a volley at, no verdict.[/]");
    }

    private static string Headline(TracePrediction prediction) => prediction.Pairs switch
    {
        [] => "no two of them could interleave badly at what they access.",
        [{ OnlyLease: true } or { OwnKeys: true }, ..] => "no two of them could interleave badly but by a lease that runs out, or on keys that nobody shares.",
        [var first, ..] => $"look at {first.Boundary} first ({first.Cells[^1]}); {prediction.Pairs.Count} pair{(prediction.Pairs.Count == 1 ? "" : "s")} could interleave badly.",
    };

    private static void Write(int number, RiskyPair pair, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{number}  {PairText.Name(pair.Anomaly)}[/] at {pair.Boundary}: {pair.First} and {(pair.First == pair.Second ? "another one" : pair.Second)}");
        console.MarkupLineInterpolated($"   {pair.Sentence}");
        foreach (var step in pair.Steps)
        {
            console.MarkupLineInterpolated($"     {step}");
        }

        var doubt = pair.OwnKeys ? " No two requests used the same key, so they may never meet." : "";
        console.MarkupLineInterpolated($"   [grey]window {pair.Window.TotalMilliseconds:0.##} ms (median of {pair.Traces}); traces {string.Join(", ", pair.Evidence)}.{doubt}[/]");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
