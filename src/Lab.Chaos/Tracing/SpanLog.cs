using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Lab.Chaos.Tracing;

/// <summary>The lab's log, made of its spans: a line when a phase, an arm or a fault begins, and one with what came out when anything ends.</summary>
internal sealed partial class SpanLog(ILogger log) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        // A volley is short, and its line says all of it at its end.
        if (data.Source.Name == Telemetry.Name && data.OperationName is not (Spans.VolleyName or Spans.VerdictName))
        {
            Begins(log, Subject(data));
        }
    }

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != Telemetry.Name)
        {
            return;
        }

        var (took, outcome) = (data.Duration.TotalSeconds, data.GetTagItem(Spans.FindingTag) ?? data.GetTagItem(Spans.VerdictTag));
        if (data.Status is ActivityStatusCode.Error)
        {
            Fails(log, data.DisplayName, took, outcome);
        }
        else if (outcome is not null)
        {
            Ends(log, data.OperationName == Spans.VerdictName ? data.OperationName : data.DisplayName, took, outcome);
        }
        else
        {
            EndsPlainly(log, Subject(data), took);
        }
    }

    private static string Subject(Activity span) => span.GetTagItem(Spans.ReplicaTag) is { } replica
        ? $"{span.DisplayName} {span.GetTagItem(Spans.FaultTag)} of {replica}"
        : span.DisplayName;

    [LoggerMessage(LogLevel.Information, "{Span} begins")]
    private static partial void Begins(ILogger log, string span);

    [LoggerMessage(LogLevel.Information, "{Span} ended after {Seconds:0.00} s")]
    private static partial void EndsPlainly(ILogger log, string span, double seconds);

    [LoggerMessage(LogLevel.Information, "{Span} ended after {Seconds:0.00} s: {Outcome}")]
    private static partial void Ends(ILogger log, string span, double seconds, object outcome);

    [LoggerMessage(LogLevel.Warning, "{Span} ended after {Seconds:0.00} s: {Outcome}")]
    private static partial void Fails(ILogger log, string span, double seconds, object? outcome);
}
