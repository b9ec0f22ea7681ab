using Lab.Chaos.Fuzz.Running;

namespace Lab.Chaos.Fuzz.Oracles;

/// <summary>Every request is answered in time.</summary>
internal static class NoHang
{
    public const string Name = "no-hang";

    public static readonly Oracle Oracle = new(
        Name,
        "Every request is answered within the scenario's 'fuzz: timeout:'.",
        (trial, _) => trial.Steps
            .Where(step => step.Exchanges.Any(one => one.Answer.Kind == AnswerKind.Late))
            .Select(step => new Breach
            {
                Oracle = Name,
                Operation = step.Step.Operation.Name,
                Sign = "late",
                Sentence = $"{step.Step.Operation.Name}: {step.Exchanges.First(one => one.Answer.Kind == AnswerKind.Late).Answer}.",
            }));
}
