using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Statistics;
using Lab.Chaos.Stress;
using Lab.Contracts.Control;

namespace Lab.Chaos.Contain;

/// <summary>One arm, and what came of it. The volley is the unit.</summary>
internal sealed record ContainmentArm
{
    /// <summary>Also the condition in the history.</summary>
    public required string Name { get; init; }

    /// <summary>Volleys that hold or are violated.</summary>
    public int Counted { get; init; }

    public int Violated { get; init; }

    public int Unknown { get; init; }

    /// <summary>Requests that were answered.</summary>
    public int Answered { get; init; }

    /// <summary>From when they were to be sent to the reply, over all of these, ms.</summary>
    public double AnsweredMilliseconds { get; init; }

    /// <summary>From the first request to the last reply, over all volleys, s.</summary>
    public double TotalSeconds { get; init; }

    /// <summary>What the system counted of the quotas while volleys ran, over all replicas; all zero without a quota.</summary>
    public LimitUsage Throttling { get; init; } = LimitUsage.None;

    /// <summary>Violated share of counted volleys, 95 % Clopper-Pearson.</summary>
    public Interval Interval => ClopperPearson.Interval(Violated, Counted);

    public double? Rate => Counted == 0 ? null : (double)Violated / Counted;

    /// <summary>Mean latency of a request, ms.</summary>
    public double? MeanMilliseconds => Answered == 0 ? null : AnsweredMilliseconds / Answered;

    /// <summary>Mean length of a volley, s.</summary>
    public double Seconds => Counted + Unknown == 0 ? 0 : TotalSeconds / (Counted + Unknown);

    /// <summary>Share of periods in which a replica was stopped because its quota was used up; null when none was counted.</summary>
    public double? ThrottledShare => Throttling.Periods == 0 ? null : (double)Throttling.ThrottledPeriods / Throttling.Periods;

    public ContainmentArm With(VolleyHistory volley, Verdict verdict)
    {
        var answered = volley.UnderCondition.Where(operation => operation.Status != 0).ToList();
        return this with
        {
            Counted = Counted + (verdict == Verdict.Unknown ? 0 : 1),
            Violated = Violated + (verdict == Verdict.Violated ? 1 : 0),
            Unknown = Unknown + (verdict == Verdict.Unknown ? 1 : 0),
            Answered = Answered + answered.Count,
            AnsweredMilliseconds = AnsweredMilliseconds + answered.Sum(operation => Milliseconds(operation.Returned - operation.Scheduled)),
            TotalSeconds = TotalSeconds + (volley.Operations.Count == 0 ? 0
                : Milliseconds(volley.Operations.Max(operation => operation.Returned) - volley.Operations.Min(operation => operation.Scheduled)) / 1000),
        };
    }

    public ContainmentArm With(LimitUsage usage) => this with
    {
        Throttling = new LimitUsage(
            Throttling.Periods + usage.Periods, Throttling.ThrottledPeriods + usage.ThrottledPeriods, Throttling.ThrottledMilliseconds + usage.ThrottledMilliseconds),
    };

    private static double Milliseconds(long nanoseconds) => MonotonicClock.FromNanoseconds(nanoseconds).TotalMilliseconds;
}
