using System.Diagnostics;
using System.Globalization;
using Lab.Chaos.Checks;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tracing;

/// <summary>
/// The spans of an experiment, beside those of the services that it met:
/// <code>lab.hunt > lab.arm > lab.volley > lab.fault</code>
/// The requests of a volley are no children of it: each begins a trace of its own, under the id that the history keeps.
/// Without a listener every method gives null and allocates nothing.
/// </summary>
internal static class Spans
{
    /// <summary>The whole run, named after its command: <c>lab.hunt</c>, <c>lab.stress</c>, <c>lab.truth</c>.</summary>
    public static Activity? Experiment(string command, Scenario scenario, Seed seed) =>
        !Telemetry.Source.HasListeners() ? null : Telemetry.Source.StartActivity($"lab.{command}")?
            .SetTag("lab.scenario", scenario.Name)
            .SetTag("lab.seed", seed.Value);

    /// <summary>The volleys of one variant under one condition.</summary>
    public static Activity? Arm(ArmPlan arm)
    {
        if (Telemetry.Source.StartActivity("lab.arm") is not { } span)
        {
            return null;
        }

        span.DisplayName = $"lab.arm {arm.Title}";
        return span
            .SetTag("lab.variant", arm.Variant.Name)
            .SetTag("lab.condition", arm.Condition.Name)
            .SetTag("lab.arm.volleys", arm.Volleys);
    }

    /// <summary>One volley, from its fresh key to its final reads.</summary>
    public static Activity? Volley(int number, ArmPlan arm)
    {
        if (Telemetry.Source.StartActivity("lab.volley") is not { } span)
        {
            return null;
        }

        span.DisplayName = string.Create(CultureInfo.InvariantCulture, $"lab.volley {number}");
        return span
            .SetTag("lab.volley.number", number)
            .SetTag("lab.volley.requests", arm.Size.Requests)
            .SetTag("lab.variant", arm.Variant.Name)
            .SetTag("lab.condition", arm.Condition.Name);
    }

    /// <summary>What happens to a replica, from the strike to the heal where the lab heals it.</summary>
    /// <param name="parent">The volley's: a fault strikes from a callback, where no span is current.</param>
    /// <param name="action"><c>kill</c> or <c>pause</c>.</param>
    /// <param name="replica">Whom it hits.</param>
    /// <param name="tracePoint">Where in the service, or null when it was aimed by time.</param>
    public static Activity? Fault(ActivityContext parent, string action, string replica, string? tracePoint) =>
        Telemetry.Source.StartActivity("lab.fault", ActivityKind.Internal, parent)?
            .SetTag("lab.fault.name", action)
            .SetTag("lab.replica", replica)
            .SetTag("lab.trace_point", tracePoint);

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

    /// <summary>What came out of the run. Of a hunt that caught its suspect the verdict is Holds.</summary>
    public static void Judged(this Activity? span, Journal journal) => span?.SetVerdict(journal.Verdict, journal.Conclusion);

    private static void SetVerdict(this Activity span, Verdict verdict, string? sentence)
    {
        span.SetTag("lab.verdict", verdict.ToString());
        span.SetTag("lab.finding", sentence);
        if (verdict is Verdict.Violated)
        {
            span.SetStatus(ActivityStatusCode.Error, sentence);
        }
    }
}
