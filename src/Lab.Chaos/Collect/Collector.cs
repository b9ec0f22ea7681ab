using System.Text.Json;
using Lab.Chaos.Collect.Receiving;
using Lab.Chaos.Collect.Relaying;
using Lab.Chaos.Collect.Storing;
using Lab.Chaos.Journals;
using Lab.Contracts;

namespace Lab.Chaos.Collect;

/// <summary>
/// The OpenTelemetry receiver of a run. Any SDK in any language can send to it:
/// <code>
/// services, lab -> OTLP over HTTP or gRPC -> intake -> spans.jsonl, logs.jsonl, metrics.json
///                                               └─ relay, byte for byte -> dashboard
/// </code>
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly OtlpServer _server;
    private readonly LogFile _logs;
    private readonly MetricBook _metrics;
    private readonly OtlpIntake _intake;
    private readonly CollectorCounts _counts;
    private readonly TimeProvider _time;
    private string? _folder;
    private Relay? _relay;

    private Collector(OtlpServer server, OtlpIntake intake, SpanStore spans, LogFile logs, MetricBook metrics, CollectorCounts counts, TimeProvider time) =>
        (_server, _intake, Spans, _logs, _metrics, _counts, _time) = (server, intake, spans, logs, metrics, counts, time);

    /// <summary>Where OTLP over HTTP goes.</summary>
    public Uri Http => _server.Http;

    /// <summary>Where OTLP over gRPC goes.</summary>
    public Uri Grpc => _server.Grpc;

    /// <summary>What was received, trace by trace.</summary>
    public SpanStore Spans { get; }

    public Collected Counts => _counts.Read();

    /// <param name="httpPort">0 for any that is free.</param>
    /// <param name="grpcPort">0 for any that is free.</param>
    /// <param name="relay">Where everything is forwarded to; null for nowhere.</param>
    /// <param name="limits">What may be kept.</param>
    /// <param name="time">Clock of the spans and of the history.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="LabException">A port is taken.</exception>
    public static async Task<Collector> StartAsync(
        int httpPort, int grpcPort, RelayTarget? relay, SpanLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        var counts = new CollectorCounts();
        var (spans, logs, metrics) = (new SpanStore(limits, counts), new LogFile(limits, counts), new MetricBook(limits));
        var intake = new OtlpIntake(spans, logs, metrics, counts);
        var server = await OtlpServer.StartAsync(httpPort, grpcPort, intake, cancellationToken);
        var collector = new Collector(server, intake, spans, logs, metrics, counts, time);
        if (relay is not null)
        {
            collector.RelayTo(relay);
        }

        return collector;
    }

    /// <summary>Forwards everything from now on; what is forwarded somewhere already goes on going there.</summary>
    public void RelayTo(RelayTarget target)
    {
        if (_relay is null)
        {
            _intake.RelayTo(_relay = new Relay(target, _counts, _time));
        }
    }

    /// <summary>Keeps everything in a folder from now on, what has come already too.</summary>
    public void WriteTo(string folder)
    {
        _folder = folder;
        Spans.WriteTo(Path.Combine(folder, SpanIndex.FileName), _time);
        _logs.WriteTo(Path.Combine(folder, LogFile.FileName));
    }

    /// <summary>Writes down all that has come, so that the files can be read.</summary>
    public void Settle()
    {
        Spans.Settle();
        _logs.Flush();
        if (_folder is { } folder && Directory.Exists(folder))
        {
            _metrics.Save(folder);
            File.WriteAllText(Path.Combine(folder, Collected.FileName), JsonSerializer.Serialize(Counts, JournalJson.Options) + "\n");
        }
    }

    /// <summary>Done when the dashboard has what came so far, or does not take it for some seconds.</summary>
    public Task RelayedAsync() => _relay?.DrainAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await (_relay?.DisposeAsync() ?? ValueTask.CompletedTask);
        Settle();
        Spans.Dispose();
        _logs.Dispose();
    }
}
