using System.CommandLine;
using Lab.Chaos.Collect;
using Lab.Chaos.Collect.Receiving;
using Lab.Chaos.Collect.Relaying;
using Lab.Chaos.Collect.Storing;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab collect</c>: the collector by itself, for a system that somebody else starts.</summary>
internal static class CollectCommand
{
    private const int MostPort = 65_535;

    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(1);

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var port = CommonOptions.Between(
            new Option<int?>("--port") { Description = $"Port on 127.0.0.1 for OTLP over HTTP; {OtlpServer.UsualHttpPort} when not given, 0 for any that is free." }, 0, MostPort, OtlpServer.UsualHttpPort);
        var grpc = CommonOptions.Between(
            new Option<int?>("--grpc-port") { Description = $"Port for OTLP over gRPC; {OtlpServer.UsualGrpcPort} when not given, any that is free beside --port 0." }, 0, MostPort, OtlpServer.UsualGrpcPort);
        var relay = new Option<string?>("--relay") { Description = "Forward everything, byte for byte, to this OTLP endpoint over HTTP, for example http://127.0.0.1:4318 of a dashboard." };
        var headers = new Option<string[]>("--relay-header") { Description = "Header for the relay, for example x-otlp-api-key=secret; may be repeated." };
        var folder = new Option<string?>("--output", "-o") { Description = "Folder for spans.jsonl, logs.jsonl and metrics.json; a new one under runs/ when not given." };
        var command = new Command("collect", "Receive telemetry of any OpenTelemetry SDK until Ctrl-C, and keep it as JSON lines.")
        {
            port, grpc, relay, headers, folder,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var http = parsed.GetValue(port) ?? OtlpServer.UsualHttpPort;
            var target = parsed.GetValue(relay) is { } address
                ? new RelayTarget(RelayTarget.Parse(address, "--relay"), IsGrpc: false, RelayTarget.ParseHeaders(string.Join(',', parsed.GetValue(headers) ?? [])))
                : null;
            var into = Folder(parsed.GetValue(folder), time);
            await using var collector = await Collector.StartAsync(
                http, parsed.GetValue(grpc) ?? (http == 0 ? 0 : OtlpServer.UsualGrpcPort), target, new SpanLimits(), time, cancellationToken);
            collector.WriteTo(into);
            collector.Spans.KeepAll();
            Console.WriteLine($"Collecting at {collector.Http} (HTTP) and {collector.Grpc} (gRPC) into {into}.");
            await UntilInterruptedAsync(collector, time, cancellationToken);
            Tell(collector.Counts, target, terminal);
            return ExitCodes.Holds;
        });
        return command;
    }

    private static string Folder(string? given, TimeProvider time)
    {
        var path = Path.GetFullPath(given ?? Path.Combine(LabPaths.Find().Runs, $"{time.GetLocalNow():yyyyMMdd-HHmmss}-collect"));
        return File.Exists(Path.Combine(path, SpanIndex.FileName))
            ? throw new LabException($"{path} holds telemetry already, which is never written over. Name another folder: -o {path}-2.")
            : Directory.CreateDirectory(path).FullName;
    }

    private static async Task UntilInterruptedAsync(Collector collector, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // Whoever reads the files meanwhile finds them at most a second old.
                await Task.Delay(WriteEvery, time, cancellationToken);
                collector.Settle();
            }
        }
        catch (OperationCanceledException)
        {
            // Interrupted, which is how this ends.
        }
    }

    private static void Tell(Collected counts, RelayTarget? relay, Terminal terminal)
    {
        terminal.Say($"Took {counts.Spans} spans, {counts.Logs} log lines and {counts.MetricPoints} metric points in {counts.Requests} calls; "
            + $"refused {counts.Malformed} calls as malformed and {counts.TooLarge} as too large; dropped {counts.DroppedSpans} spans and {counts.DroppedLogs} log lines.");
        if (relay is not null)
        {
            terminal.Say($"Forwarded {counts.Relayed} calls to {relay.Endpoint}; {counts.RelayFailed} were not taken there, {counts.RelayDropped} came faster than it takes them.");
        }
    }
}
