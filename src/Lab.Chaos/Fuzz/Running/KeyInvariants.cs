using Lab.Chaos.Checks;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.State;
using Lab.Chaos.Stress;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Fuzz.Running;

/// <summary>
/// Asks the scenario's invariants about the key of one trial, as after a volley of <c>lab stress</c>. Checks of the history are asked only where
/// requests went to the operation they know, with the ids they know: a mutated idempotency key would look like a lost order.
/// </summary>
internal sealed class KeyInvariants(Scenario scenario, StateReader state)
{
    private static readonly string[] Identity = ["{key}", "{operation}"];

    public static bool IsPossible(Scenario scenario) => scenario.Invariants.Count > 0 && scenario.State.Count > 0;

    /// <summary>Only what is violated: a trial is smaller than a volley, so what cannot be judged is no surprise.</summary>
    public async Task<IReadOnlyList<Finding>> JudgeAsync(Trial trial, CancellationToken cancellationToken)
    {
        var final = await state.ReadAsync(trial.Case.Number, trial.Key, cancellationToken);
        var operations = trial.Steps.SelectMany(step => step.Exchanges).Select((one, n) => Operation(trial, one, n)).ToList();
        var knowsOperations = trial.Steps.All(step => step.Step.Operation.IsContended && !step.Step.IsRepeat && !ChangesIds(step));
        var volley = new VolleyHistory
        {
            Start = new VolleyStarted
            {
                Volley = trial.Case.Number,
                Variant = "",
                Condition = "fuzz",
                Key = trial.Key,
                Stock = scenario.Workload.Stock,
                Requests = operations.Count,
            },
            Operations = operations,
            Faults = [],
            Final = final,
        };
        return
        [
            .. VolleyJudge.Judge(volley, [.. scenario.Invariants.Where(invariant => invariant.Holds is not null || knowsOperations)])
                .Findings.Where(finding => finding.Verdict == Verdict.Violated),
        ];
    }

    private static bool ChangesIds(StepTrial step) => step.Step.Mutations.Any(mutation =>
        mutation.Field == FieldPath.WholeBody
        || Cases.Drafts.Find(step.Step.Baseline, mutation.Field) is { } before
            && RequestDraft.Texts(before).Any(text => Identity.Any(word => text.Contains(word, StringComparison.Ordinal))));

    private Operation Operation(Trial trial, Exchanged one, int number)
    {
        var conclusion = one.Answer.Reply is { } reply ? Conclusion.From(reply, scenario.Workload.Outcomes)
            : one.Answer.Kind == AnswerKind.Refused ? Conclusion.NeverSent(one.Answer.ToString()) : Conclusion.NoReply(one.Answer.ToString());
        return new Operation
        {
            Id = one.Operation,
            Volley = trial.Case.Number,
            Process = number,
            Key = trial.Key,
            Scheduled = number,
            Sent = number,
            Returned = number + 1,
            Outcome = conclusion.Outcome,
            Status = one.Answer.Status,
            Error = conclusion.Error,
        };
    }
}
