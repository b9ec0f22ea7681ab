using Lab.Chaos.Scenarios;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress;

/// <summary>What one exchange allows to conclude, and why it is not Ok.</summary>
internal sealed record Conclusion(Outcome Outcome, string? Error)
{
    /// <summary>The last byte never went, so no server can have acted on the request.</summary>
    public static Conclusion NeverSent(string error) => new(Outcome.Fail, error);

    /// <summary>The last byte went and no whole reply came back: it may have happened, or may happen later.</summary>
    public static Conclusion NoReply(string error) => new(Outcome.Info, error);

    public static Conclusion From(Reply reply, OutcomeRules rules)
    {
        if (rules.Ok.Contains(reply.Status))
        {
            return new(Outcome.Ok, null);
        }

        var code = reply.Code();
        var definite = rules.Fail.Any(rule => rule.Status == reply.Status && (rule.Code is null || rule.Code == code));
        return new(definite ? Outcome.Fail : Outcome.Info, code ?? $"HTTP {reply.Status}");
    }
}
