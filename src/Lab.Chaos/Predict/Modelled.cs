using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Predict;

/// <summary>From what a user names to models that can be predicted.</summary>
internal static class Modelled
{
    /// <param name="scenario">As read.</param>
    /// <param name="variant">Whose operations count; null for the scenario's own.</param>
    /// <param name="processors">Of this machine, if the system would run here; null where only its shape matters.</param>
    /// <exception cref="LabException">There is nothing to simulate.</exception>
    public static SystemModel Of(Scenario scenario, Variant? variant, int? processors) =>
        IsPossible(scenario) ? ModelBuilder.Build(scenario, variant, processors)
        : throw new LabException($"Scenario '{scenario.Name}' has no operations, so there is nothing to simulate. Describe what the code does step by step under 'operations'.");

    public static bool IsPossible(Scenario scenario) => scenario.Operations.Count > 0;

    /// <summary>The model as it is, and where something is supposed also as it would be then.</summary>
    /// <exception cref="LabException">A supposition cannot be understood.</exception>
    public static IReadOnlyList<(SystemModel Model, IReadOnlyList<string> WhatIf)> WithAndWithout(SystemModel model, IReadOnlyList<string> whatIf) =>
        whatIf.Count == 0 ? [(model, [])]
        : [(model, []), (model.With(WhatIfReader.Read(whatIf, model)), whatIf)];
}
