using System.Globalization;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>Lists the numbers of a model for people, each with where it comes from.</summary>
internal static class NumbersUsed
{
    public static IReadOnlyList<NumberUsed> Of(SystemModel model) => [.. model.Services.SelectMany(Of), .. Machine(model), .. Request(model)];

    private static IEnumerable<NumberUsed> Machine(SystemModel model) => model.Swarm.Cores is { } cores
        ? [new("machine", "processors", $"{cores}", model.CoresOrigin)]
        : [];

    // Nothing but a probe gives it.
    private static IEnumerable<NumberUsed> Request(SystemModel model) => model.EntryCpu > TimeSpan.Zero
        ? [new("request", "processor time before its operation", Milliseconds(model.EntryCpu), Origin.Measured)]
        : [];

    private static IEnumerable<NumberUsed> Of(ServiceModel service) =>
    [
        new(service.Name, "latency", Text(service.Latency.Value), service.Latency.Origin),
        new(service.Name, "cpu", Milliseconds(service.Cpu.Value), service.Cpu.Origin),
    ];

    private static string Text(Latency latency) => $"{Milliseconds(latency.Median)}, p99 {Milliseconds(latency.P99)}";

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture) + " ms";
}
