using Lab.Chaos.Fuzz.Running;

namespace Lab.Chaos.Fuzz.Oracles;

/// <summary>
/// Every request gets a whole HTTP reply. A body that is too big to be meant is the exception: a server may hang up on it unread, and
/// then its reply is lost on the way.
/// </summary>
internal static class WholeAnswers
{
    public const string Name = "whole-answers";
    private const int MayBeCutOff = 30_000;

    public static readonly Oracle Oracle = new(
        Name,
        "Every request gets a whole HTTP reply; none is cut off.",
        (trial, _) => trial.Died.Count > 0 ? [] : trial.Steps.SelectMany(step => step.Exchanges
            .Where(one => one.Answer.Kind is AnswerKind.Lost or AnswerKind.Malformed && one.Request.Bytes.Length < MayBeCutOff)
            .Take(1)
            .Select(one => new Breach
            {
                Oracle = Name,
                Operation = step.Step.Operation.Name,
                Sign = one.Answer.Kind.ToString().ToLowerInvariant(),
                Sentence = $"{step.Step.Operation.Name}: {one.Answer}.",
            })));
}
