using Lab.Chaos.Fuzz.Running;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Fuzz.Oracles;

/// <summary>Whatever is sent, the answer is no 5xx, except those that the scenario declares as definite refusals ("503 lease-busy").</summary>
internal static class NoServerError
{
    public const string Name = "no-5xx";

    public static readonly Oracle Oracle = new(
        Name,
        "No answer is a 5xx that the scenario does not declare as a refusal.",
        (trial, rules) => trial.Steps.SelectMany(step => step.Exchanges
            .Where(one => one.Answer.Status >= 500 && !IsDeclared(one.Answer, rules))
            .DistinctBy(one => one.Answer.ToString())
            .Select(one => new Breach
            {
                Oracle = Name,
                Operation = step.Step.Operation.Name,
                Sign = one.Answer.ToString(),
                Sentence = $"{step.Step.Operation.Name} answered {one.Answer}.",
            })));

    private static bool IsDeclared(Answer answer, OutcomeRules rules) =>
        rules.Fail.Any(rule => rule.Status == answer.Status && (rule.Code is null || rule.Code == answer.Reply?.Code()));
}
