using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads what <c>check: linearizable</c> needs to know: the model, and what requests and replies mean to it.</summary>
internal static class ModelReader
{
    /// <param name="section">The invariant.</param>
    /// <param name="check">Its check; null when it has none that is known.</param>
    /// <param name="failures">Replies that say that nothing happened.</param>
    public static CallModel? Read(Section section, string? check, IReadOnlyList<DefiniteFailure> failures)
    {
        IReadOnlyList<Field> said = section.Present("model", "units", "refusals");
        if (check != Words.Linearizable)
        {
            foreach (Field field in said)
            {
                field.WrongName($"'{field.Path}' has a meaning only beside 'check: {Words.Linearizable}'. Remove it.");
            }

            return null;
        }

        if (section["model"] is not { } model)
        {
            section.Whole.Wrong($"'{section.Whole.Path}' lacks 'model', which says what the history is held against. Add: model: counter");
        }
        else if (model.Text() is { } name && !Words.Models.Contains(name))
        {
            model.Wrong($"Unknown model '{name}' in '{model.Path}'. {Suggest.Among(name, Words.Models)}");
        }

        return new CallModel
        {
            Units = section["units"]?.Integer(1, 1_000_000) ?? 1,
            Refusals = section["refusals"] is { } refusals ? Refusals(refusals, failures) : [],
        };
    }

    private static IReadOnlyList<DefiniteFailure> Refusals(Field field, IReadOnlyList<DefiniteFailure> failures)
    {
        IReadOnlyList<DefiniteFailure> refusals = OutcomesReader.Failures(field, "\"409 sold-out\"");
        foreach (DefiniteFailure refusal in refusals.Where(refusal => !failures.Any(known => Covers(known, refusal))))
        {
            field.Wrong($"'{field.Path}' has {refusal.Status}{(refusal.Code is { } code ? $" {code}" : "")}, which 'workload.outcomes.fail' does "
                + "not list, so such a reply may have sold something. List it there, or remove it here.");
        }

        return refusals;
    }

    private static bool Covers(DefiniteFailure known, DefiniteFailure refusal) =>
        known.Status == refusal.Status && (known.Code is null || known.Code == refusal.Code);
}
