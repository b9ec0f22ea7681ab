using System.Diagnostics;
using System.Globalization;
using Lab.Chaos.Checks;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Tracing;

/// <summary>
/// The spans of an experiment, beside those of the services that it met; each line is a trace, linked to the one above:
/// <code>
/// lab.hunt > lab.phase > lab.arm                 each linked to its volleys
/// lab.volley > lab.fault, and the calls that prepared the volley; linked to operations that it sent
/// lab.verdict
/// </code>
/// One trace for all of it would be lost: a hunt sends some 27,000 requests, each a trace of its own under the id that the history keeps, and a
/// collector that is full drops the trace that began first. The Aspire dashboard is full at 10,000, or at 30,000 when the lab starts it.
/// Without a listener every method gives null and allocates nothing.
/// </summary>
internal static class Spans
{
    public const string VolleyName = "lab.volley";
    public const string VerdictName = "lab.verdict";
    public const string VerdictTag = "lab.verdict";
    public const string FindingTag = "lab.finding";
    public const string FaultTag = "lab.fault.name";
    public const string ReplicaTag = "lab.replica";

    /// <summary>
    /// Operations that a volley is linked to. A dashboard compares every span that comes with every link it has: with all 200 operations of each
    /// volley it was busy for minutes of a hunt, and dropped spans meanwhile.
    /// </summary>
    public const int MostOperations = 32;

    /// <summary>Says how many links a span was not given, because it has as many as it may.</summary>
    public const string LeftOutTag = "lab.links.left_out";

    /// <summary>Volleys that an arm, a phase or a run is linked to.</summary>
    public const int MostVolleys = 128;

    /// <summary>The whole run, named after its command: <c>lab.hunt</c>, <c>lab.stress</c>, <c>lab.truth</c>.</summary>
    public static Activity? Experiment(string command, Scenario scenario, Seed seed) =>
        !Telemetry.Source.HasListeners() ? null : Telemetry.Source.StartActivity($"lab.{command}")?
            .SetTag("lab.scenario", scenario.Name)
            .SetTag("lab.seed", seed.Value);

    /// <summary>The volleys of one variant under one condition.</summary>
    public static Activity? Arm(ArmPlan arm)
    {
        // Named before it starts: the log has a line of that.
        if (Telemetry.Source.CreateActivity("lab.arm", ActivityKind.Internal) is not { } span)
        {
            return null;
        }

        span.DisplayName = $"lab.arm {arm.Title}";
        return span
            .SetTag("lab.variant", arm.Variant.Name)
            .SetTag("lab.condition", arm.Condition.Name)
            .SetTag("lab.arm.volleys", arm.Volleys)
            .Start();
    }

    /// <summary>One volley, from its fresh key to its final reads.</summary>
    public static Activity? Volley(int number, ArmPlan arm)
    {
        if (Root(VolleyName) is not { } span)
        {
            return null;
        }

        span.DisplayName = string.Create(CultureInfo.InvariantCulture, $"lab.volley {number}: {arm.Title}");
        return span
            .SetTag("lab.volley.number", number)
            .SetTag("lab.volley.requests", arm.Size.Requests)
            .SetTag("lab.variant", arm.Variant.Name)
            .SetTag("lab.condition", arm.Condition.Name);
    }

    /// <summary>What happens to a replica, from the strike to the heal where the lab heals it.</summary>
    /// <param name="parent">The volley's: a fault strikes from a callback, where no span is current. Default where faults come and go by a schedule.</param>
    /// <param name="action"><c>kill</c> or <c>pause</c>.</param>
    /// <param name="replica">Whom it hits.</param>
    /// <param name="tracePoint">Where in the service, or null when it was aimed by time.</param>
    /// <param name="touched">What the fault links to: the operation that was held at the trace point, or under a schedule the volley.</param>
    public static Activity? Fault(ActivityContext parent, string action, string replica, string? tracePoint, ActivityContext touched = default) =>
        Telemetry.Source.CreateActivity("lab.fault", ActivityKind.Internal, parent, links: touched == default ? null : [new ActivityLink(touched)])?
            .SetTag(FaultTag, action)
            .SetTag(ReplicaTag, replica)
            .SetTag("lab.trace_point", tracePoint)
            .Start();

    /// <summary>One phase of a run: <c>lab.phase stress</c>.</summary>
    public static Activity? Phase(string name)
    {
        var span = Telemetry.Source.CreateActivity("lab.phase", ActivityKind.Internal);
        span?.SetTag("lab.phase", name);
        span?.DisplayName = $"lab.phase {name}";
        return span?.Start();
    }

    /// <summary>Links a volley to operations that it sent, each a trace of its own; those that were sold, or may have been, come first.</summary>
    public static void Touched(this Activity? span, Volley volley, IReadOnlyList<Operation> operations)
    {
        if (span is null)
        {
            return;
        }

        var requests = volley.Requests.ToDictionary(request => request.Id);
        var first = operations
            .Where(operation => requests.GetValueOrDefault(operation.Id) is { SpanId.Length: > 0 })
            .OrderBy(operation => operation.Outcome switch { Outcome.Ok => 0, Outcome.Info => 1, _ => 2 });
        foreach (var operation in first)
        {
            var request = requests[operation.Id];
            var context = new ActivityContext(
                ActivityTraceId.CreateFromString(request.TraceId), ActivitySpanId.CreateFromString(request.SpanId), ActivityTraceFlags.Recorded, isRemote: true);
            span.Link(context, MostOperations, new ActivityTagsCollection { ["lab.operation"] = operation.Id, ["lab.outcome"] = operation.Outcome.ToString() });
        }
    }

    /// <summary>Links the arm, the phase and the run that a volley belongs to, to the volley, and so to its operations.</summary>
    /// <param name="around">What was current when the volley began.</param>
    /// <param name="volley">Its span.</param>
    public static void TouchedBy(this Activity? around, Activity? volley)
    {
        for (var span = volley is null ? null : around; span is not null; span = span.Parent)
        {
            span.Link(volley!.Context, MostVolleys, new ActivityTagsCollection { [VerdictTag] = volley.GetTagItem(VerdictTag) });
        }
    }

    private static void Link(this Activity span, ActivityContext to, int most, ActivityTagsCollection tags)
    {
        if (span.Links.Count() < most)
        {
            span.AddLink(new ActivityLink(to, tags));
        }
        else
        {
            span.SetTag(LeftOutTag, (span.GetTagItem(LeftOutTag) as int? ?? 0) + 1);
        }
    }

    /// <summary>What came out of a volley. Violated is an error, so that it stands out among hundreds.</summary>
    public static void Judged(this Activity? span, VolleyJudgement judgement)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("lab.key", judgement.Volley.Key);
        span.SetVerdict(
            judgement.Verdict,
            judgement.Findings.FirstOrDefault(finding => finding.Verdict == judgement.Verdict)?.Sentence);
    }

    /// <summary>The judging of the whole run, from its history.</summary>
    public static Activity? Judging() => Root(VerdictName);

    /// <summary>What came out of the run. Of a hunt that caught its suspect the verdict is Holds.</summary>
    public static void Judged(this Activity? span, Journal journal)
    {
        if (span is null)
        {
            return;
        }

        span.DisplayName = $"lab.verdict {journal.Verdict}: {journal.Conclusion}";
        span.SetTag("lab.run", journal.Run);
        span.SetTag("lab.scenario", journal.Scenario);
        span.SetVerdict(journal.Verdict, journal.Conclusion);
    }

    // The change of what is current ends with the async method that called.
    private static Activity? Root(string name)
    {
        if (!Telemetry.Source.HasListeners())
        {
            return null;
        }

        ActivityLink[] links = Activity.Current is { } current ? [new ActivityLink(current.Context)] : [];
        Activity.Current = null;
        return Telemetry.Source.StartActivity(name, ActivityKind.Internal, parentContext: default, links: links);
    }

    private static void SetVerdict(this Activity span, Verdict verdict, string? sentence)
    {
        span.SetTag(VerdictTag, verdict.ToString());
        span.SetTag(FindingTag, sentence);
        if (verdict is Verdict.Violated)
        {
            span.SetStatus(ActivityStatusCode.Error, sentence);
        }
    }
}
