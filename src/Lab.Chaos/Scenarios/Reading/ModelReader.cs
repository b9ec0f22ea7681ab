using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads what <c>check: linearizable</c> needs to know: the model, and what requests and replies mean to it.</summary>
/// <param name="failures">Replies that say that nothing happened.</param>
/// <param name="seen">What reads show of their answers.</param>
internal sealed class ModelReader(IReadOnlyList<DefiniteFailure> failures, IReadOnlyCollection<string> seen)
{
    private static readonly string[] OfCounter = ["units", "refusals"];
    private static readonly string[] OfRegister = ["value", "initial"];

    /// <param name="section">The invariant.</param>
    /// <param name="check">Its check; null when it has none that is known.</param>
    public CallModel? Read(Section section, string? check)
    {
        if (check != Words.Linearizable)
        {
            foreach (Field field in section.Present(["model", .. OfCounter, .. OfRegister]))
            {
                field.WrongName($"'{field.Path}' has a meaning only beside 'check: {Words.Linearizable}'. Remove it.");
            }

            return null;
        }

        if (section["model"] is not { } model)
        {
            section.Whole.Wrong($"'{section.Whole.Path}' lacks 'model', which says what the history is held against. Add: model: counter");
            return null;
        }

        return model.Text() switch
        {
            null => null,
            Words.Counter => Counter(Only(section, Words.Counter, OfRegister)),
            Words.Register => Register(Only(section, Words.Register, OfCounter)),
            var name => Unknown(model, name),
        };
    }

    private static CallModel? Unknown(Field model, string name)
    {
        model.Wrong($"Unknown model '{name}' in '{model.Path}'. {Suggest.Among(name, Words.Models)}");
        return null;
    }

    private static Section Only(Section section, string model, string[] others)
    {
        foreach (Field field in section.Present(others))
        {
            field.WrongName($"'{field.Path}' means nothing to 'model: {model}'. Remove it.");
        }

        return section;
    }

    private CounterModel Counter(Section section) => new()
    {
        Units = section["units"]?.Integer(1, 1_000_000) ?? 1,
        Refusals = section["refusals"] is { } refusals ? Refusals(refusals) : [],
    };

    private RegisterModel Register(Section section)
    {
        foreach (var lacking in OfRegister.Where(key => section[key] is null))
        {
            section.Whole.Wrong($"'{section.Whole.Path}' lacks '{lacking}', {(lacking == "value"
                ? "which says what of 'seen' is held against the register"
                : "which says what is there before the first write")}. Add for example: {lacking}: {Grammar.Invariant[lacking].Example}");
        }

        var value = section["value"]?.Text() ?? "";
        if (section["value"] is { } field && value != "" && !seen.Contains(value))
        {
            field.Wrong(seen.Count == 0
                ? $"'{field.Path}' is '{value}', and no request says what of its answer goes into the history. "
                    + $"Add for example to 'workload.request': seen: {Grammar.ContendedRequest["seen"].Example}"
                : $"'{field.Path}' is '{value}', which no request's 'seen' has. {Suggest.Among(value, [.. seen])}");
        }

        var initial = section["initial"]?.Text() ?? "";
        Placeholders.Check(section["initial"], initial, Placeholders.OfState);
        return new RegisterModel { Value = value, Initial = initial };
    }

    private IReadOnlyList<DefiniteFailure> Refusals(Field field)
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
