using System.Globalization;
using Lab.Chaos.Collect;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tracing.Accesses;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Witness;

/// <summary>
/// From a violated volley to the two requests that crossed in it.
/// <code>operations that count -> their traces -> reads and writes of stores -> pair that crosses -> lanes and steps</code>
/// </summary>
/// <param name="scenario">Says which cells the invariants are about.</param>
/// <param name="trace">The spans of a trace; none when nothing was collected of it.</param>
internal sealed class WitnessBuilder(Scenario scenario, Func<string, IReadOnlyList<SpanRecord>> trace)
{
    /// <summary>The most telling witness of some volleys; null when their traces show no two requests that crossed.</summary>
    public WitnessTimeline? Of(IEnumerable<VolleyHistory> volleys) =>
        volleys.Select(volley => (Volley: volley, Crossing: Best(volley))).Where(pair => pair.Crossing is not null)
            .OrderBy(pair => Crossings.Rank(pair.Crossing!, cell => IsContended(cell, pair.Volley.Start.Key)))
            .Select(pair => Timeline(pair.Volley, pair.Crossing!)).FirstOrDefault();

    private Crossing? Best(VolleyHistory volley)
    {
        // What certainly did not happen cannot be half of a violation; what is unknown can.
        List<Traced> operations =
        [
            .. volley.Operations.Where(operation => operation.Outcome != Outcome.Fail && operation.TraceId is not null)
                .Select(operation => new Traced(operation, Touch.Of(trace(operation.TraceId!)))),
        ];
        return Crossings.Best(operations, cell => IsContended(cell, volley.Start.Key));
    }

    private bool IsContended(Cell cell, string key) => scenario.State.Any(query => query.Resource == cell.Store
        && (query.Redis.Values.Any(column => column.Replace("{key}", key, StringComparison.Ordinal) == cell.Key)
            || query.Sql?.Contains(cell.Key, StringComparison.OrdinalIgnoreCase) == true));

    private WitnessTimeline Timeline(VolleyHistory volley, Crossing crossing)
    {
        IReadOnlyList<Traced> both = crossing.There.First.Span.Start <= crossing.Back.First.Span.Start ? [crossing.A, crossing.B] : [crossing.B, crossing.A];
        var decisive = crossing.Decisive.Select(access => access.Span.SpanId).ToHashSet();
        var steps = both.SelectMany(one => StepsOf(one.Operation, trace(one.Operation.TraceId!), decisive)).OrderBy(step => step.Start).ToList();
        var origin = steps[0].Start;
        return new WitnessTimeline
        {
            Variant = volley.Start.Variant,
            Condition = volley.Start.Condition,
            Volley = volley.Start.Volley,
            Key = volley.Start.Key,
            Sentence = WitnessSentence.Of(crossing, both),
            Lanes = WitnessLanes.Of([.. steps.Select(step => step.Step)]),
            Steps = [.. steps.Select(step => step.Step with { StartMs = Milliseconds(step.Start - origin), EndMs = Milliseconds(step.End - origin) })],
            TraceIds = [.. both.Select(one => one.Operation.TraceId!)],
        };
    }

    private static double Milliseconds(long nanoseconds) => Math.Round(nanoseconds / 1e6, 3);

    private static IEnumerable<(WitnessStep Step, long Start, long End)> StepsOf(Operation operation, IReadOnlyList<SpanRecord> spans, HashSet<string> decisive)
    {
        var byId = spans.DistinctBy(span => span.SpanId).ToDictionary(span => span.SpanId);
        foreach (var span in spans)
        {
            if (Touch.Of(span) is [var first, ..] touches)
            {
                yield return Step(span, first.Cell.Store, touches.All(touch => touch.IsRead) ? "read" : "write", string.Join("; ", touches.Select(touch => touch.Label)));
            }
            else if (span.Kind == "server")
            {
                // The call of a service is told once, by the one that was called: it knows which replica it is.
                var caller = span.ParentId is { } id ? Caller(byId.GetValueOrDefault(id)) : null;
                yield return Step(span, LaneOf(span), caller is null ? "request" : "call", $"{span.Name}{Status(span)}", caller ?? WitnessLanes.Client);
            }
        }

        (WitnessStep, long, long) Step(SpanRecord span, string target, string kind, string label, string? lane = null) => (
            new WitnessStep
            {
                Operation = operation.Id,
                Lane = lane ?? LaneOf(span),
                Target = target,
                Kind = kind,
                Label = label,
                StartMs = 0,
                EndMs = 0,
                IsDecisive = decisive.Contains(span.SpanId),
                TraceId = span.TraceId,
                SpanId = span.SpanId,
            },
            span.Start,
            span.End);

        // A client span of the service that called, which may itself have been left out of the trace.
        static string? Caller(SpanRecord? parent) => parent is null || parent.Service.StartsWith("lab", StringComparison.OrdinalIgnoreCase) ? null : LaneOf(parent);
    }

    private static string LaneOf(SpanRecord span) => span.Instance is { Length: > 0 } instance ? instance : span.Service;

    private static string Status(SpanRecord span) =>
        span.Attributes.GetValueOrDefault("http.response.status_code") is { } status ? string.Create(CultureInfo.InvariantCulture, $" {status}") : "";
}
