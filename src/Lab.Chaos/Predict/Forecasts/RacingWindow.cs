using Lab.Chaos.Predict.Questions;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>How long what was read stays unprotected: from reading a cell to the effect on the same cell, by the same request.</summary>
/// <param name="Cell">For example <c>stock</c>.</param>
/// <param name="FromStep">Step that reads.</param>
/// <param name="ToStep">Step that relies on it.</param>
/// <param name="Median">Over the requests of a few unaligned volleys.</param>
/// <param name="P99">Over the same.</param>
internal sealed record RacingWindow(string Cell, int FromStep, int ToStep, TimeSpan Median, TimeSpan P99)
{
    private const int Volleys = 8;

    /// <summary>Null when nothing at that boundary reads a cell that the same request then changes.</summary>
    public static RacingWindow? Of(StepBook book, IWorlds worlds, Func<int, WorldRun> volley, int boundary)
    {
        Dictionary<(int Operation, int From, int To), List<double>> pairs = [];
        for (var number = 0; number < Volleys; number++)
        {
            var kept = new Kept(happened => happened.Boundary == boundary && happened.Kind is StepEventKind.Read or StepEventKind.Wrote or StepEventKind.Took, int.MaxValue);
            worlds.Replay(volley(number), kept);
            Pair(book, kept.Events, pairs);
        }

        if (pairs.Count == 0)
        {
            return null;
        }

        // The pair that most requests go through; of equals the earliest steps.
        var ((operation, from, to), nanoseconds) = pairs.OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Key).First();
        return new RacingWindow(book.Of(operation, from)!.Noun, from, to, Quantile(nanoseconds, 0.5), Quantile(nanoseconds, 0.99));
    }

    private static void Pair(
        StepBook book, IReadOnlyList<StepEvent> events, Dictionary<(int Operation, int From, int To), List<double>> pairs)
    {
        Dictionary<(int Request, int Attempt, Scenarios.CellName Cell), StepEvent> reads = [];
        foreach (var happened in events)
        {
            var name = (happened.Request, happened.Attempt, book.Of(happened)!.Cell);
            if (happened.Kind == StepEventKind.Read)
            {
                reads.TryAdd(name, happened);
            }
            else if (reads.Remove(name, out var read))
            {
                var pair = (happened.Operation, read.Step, happened.Step);
                pairs.TryAdd(pair, []);
                pairs[pair].Add(happened.Nanoseconds - read.Nanoseconds);
            }
        }
    }

    private static TimeSpan Quantile(List<double> nanoseconds, double probability) =>
        TimeSpan.FromMicroseconds(Math.Round(Quantiles.Of(nanoseconds, probability) / 1000));
}
