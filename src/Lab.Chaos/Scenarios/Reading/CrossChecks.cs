using Lab.Chaos.Isolate;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>What only shows when sections are read together.</summary>
internal static class CrossChecks
{
    public static void Check(Section file, Scenario scenario)
    {
        CheckRecordsCanBeJoined(file, scenario);
        CheckColumnsAreUnique(file, scenario);
        CheckStubs(file, scenario);
        Target target = scenario.Target;
        if (target.AppHost is null && target.Urls.Count + target.Connections.Count > 0)
        {
            CheckForeignSystem(file, scenario);
        }
    }

    private static void CheckRecordsCanBeJoined(Section file, Scenario scenario)
    {
        RequestTemplate request = scenario.Workload.Request;
        IEnumerable<string> sent = request.Headers.Values.Append(request.Path).Append(request.Body ?? "");
        if (scenario.Records is not null && !sent.Any(text => text.Contains(Placeholders.Operation)))
        {
            file["workload"]!.Find("request")!.Wrong($"'workload.request' never mentions {Placeholders.Operation}, "
                + "so what 'records' reads cannot be joined to requests. "
                + $"Send it, for example: headers: {Grammar.Request["headers"].Example}");
        }
    }

    private static void CheckColumnsAreUnique(Section file, Scenario scenario)
    {
        IEnumerable<string> repeated = scenario.State
            .SelectMany(query => query.Sql is null ? query.Redis.Keys : SelectList.Columns(query.Sql)?.Where(c => c != "key") ?? [])
            .GroupBy(column => column)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key);
        foreach (string column in repeated)
        {
            file["state"]!.Wrong($"'state' returns column '{column}' more than once. Rename one, since invariants go by the name.");
        }
    }

    /// <summary>What calls others does work of its own, and its latency is nobody's to set.</summary>
    private static void CheckStubs(Section file, Scenario scenario)
    {
        IReadOnlyList<string> possible = Downstreams.Possible(scenario);
        foreach (Condition condition in scenario.Conditions)
        {
            foreach (string name in condition.Stubs.Keys.Where(name => !possible.Contains(name)))
            {
                file["conditions"]!.Find(condition.Name)!.Find("stub")!.Find(name)!.WrongName(
                    $"'{name}' in 'conditions.{condition.Name}.stub' is no stub: a stub is called by others and calls nobody. "
                    + Suggest.Among(name, possible));
            }
        }
    }

    /// <summary>A system that somebody else started can be watched, but its processes are not the lab's to change or to kill.</summary>
    private static void CheckForeignSystem(Section file, Scenario scenario)
    {
        const string Why = "the lab owns no process of a target given by addresses. Use 'target: { apphost: … }' or remove it.";
        foreach (Variant variant in scenario.Variants.Where(variant => variant.Environment.Count > 0))
        {
            file["variants"]!.Find(variant.Name)!.WrongName($"Variant '{variant.Name}' sets environment variables, but {Why}");
        }

        foreach (Condition condition in scenario.Conditions.Where(condition => condition.Fault is not null))
        {
            file["conditions"]!.Find(condition.Name)!.WrongName($"Condition '{condition.Name}' has a fault, but {Why}");
        }

        foreach (Condition condition in scenario.Conditions.Where(condition => condition.Limits.Count > 0))
        {
            file["conditions"]!.Find(condition.Name)!.WrongName($"Condition '{condition.Name}' has limits, but {Why}");
        }

        Field target = file["target"]!;
        IEnumerable<string> called = Called(scenario).Concat(scenario.Conditions.SelectMany(condition => condition.Stubs.Keys));
        foreach (string service in called.Distinct().Where(name => target.Find("urls")?.Find(name) is null))
        {
            target.Wrong($"'target.urls' lacks '{service}', to which the lab sends. Add for example: "
                + $"{service}: http://127.0.0.1:5080");
        }

        foreach (string resource in Queried(scenario).Distinct().Where(name => target.Find("connections")?.Find(name) is null))
        {
            target.Wrong($"'target.connections' lacks '{resource}', which is read after recovery. Add its connection string.");
        }
    }

    private static IEnumerable<string> Called(Scenario scenario) =>
        new[] { scenario.Workload.Setup, scenario.Workload.Request }.OfType<RequestTemplate>().Select(request => request.Service);

    private static IEnumerable<string> Queried(Scenario scenario) =>
        scenario.State.Append(scenario.Records).OfType<StateQuery>().Select(query => query.Resource);
}
