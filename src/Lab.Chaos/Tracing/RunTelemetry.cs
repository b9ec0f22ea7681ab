using System.Diagnostics;
using Lab.Chaos.Collect;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tracing;

/// <summary>
/// What is told during a run, by its system and by the lab itself:
/// <code>
/// services ─┐
/// lab ──────┴─> collector -> run folder
///                  └─ relay -> dashboard
/// </code>
/// The lab's own part ends last, and a dashboard that the run has started ends with it: hence <see cref="FarewellAsync"/>.
/// </summary>
internal sealed class RunTelemetry : IAsyncDisposable
{
    private readonly LabExport? _export;

    private RunTelemetry(Collector? collector, LabExport? export) => (Collector, _export) = (collector, export);

    /// <summary>Null where it is turned off.</summary>
    public Collector? Collector { get; }

    /// <param name="scenario">Says who starts the system.</param>
    /// <param name="variable">Looks up a variable of the environment.</param>
    /// <param name="time">Clock of the spans and of the history.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<RunTelemetry> StartAsync(
        Scenario scenario, Func<string, string?> variable, TimeProvider time, CancellationToken cancellationToken)
    {
        var collector = await RunCollector.StartAsync(scenario, variable, time, cancellationToken);
        return new RunTelemetry(collector, LabExport.Start(collector?.Http, variable));
    }

    /// <summary>Begins the span of the run. Its trace is the oldest, and is not dropped for that when room runs out.</summary>
    public Activity? Begin(string command, Scenario scenario, Seed seed)
    {
        var span = Spans.Experiment(command, scenario, seed);
        if (span is not null)
        {
            Collector?.Spans.Claim([span.TraceId.ToHexString()]);
        }

        return span;
    }

    /// <summary>The system has told its last: all that came can be read from the run's folder now.</summary>
    public void Settle()
    {
        _export?.Flush();
        Collector?.Settle();
    }

    /// <summary>Ends the span of the run, and answers when the dashboard has all that the lab told.</summary>
    public async Task FarewellAsync(Activity? span)
    {
        span?.Dispose();
        _export?.Dispose();
        await (Collector?.RelayedAsync() ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        _export?.Dispose();
        await (Collector?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
