using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Chaos.Stress.Loads;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>
/// Reads <c>sessions</c>: what the arrivals of a load do, with the answers that later steps use.
/// <code>order: { weight: 9, steps: [{ send: POST shop /orders, capture: { id: $.orderId } }, { send: "GET shop /orders/{id}" }] }</code>
/// </summary>
/// <param name="requests">Reads a step's request.</param>
/// <param name="contended">The scenario's request; null when it could not be read.</param>
internal sealed partial class SessionsReader(RequestReader requests, RequestTemplate? contended)
{
    private const double MostWeight = 1_000_000;
    private const int MostSteps = 60;

    public IReadOnlyList<SessionTemplate> Read(Field? field)
    {
        if (field is null)
        {
            return [];
        }

        int before = field.Problems.Count;
        SessionTemplate[] sessions = [.. field.AtLeastOne("{ steps: [{ send: POST checkout /orders }] }").Select(Session).OfType<SessionTemplate>()];
        if (contended is not null && field.Problems.Count == before
            && !sessions.Any(session => session.Steps.Any(step => IsSame(step.Request, contended))))
        {
            field.Wrong($"No session sends '{contended.Method} {contended.Service} {contended.Path}', so a load would leave untouched what the invariants are about. "
                + "Add a step that sends what 'workload.request' sends.");
        }

        return sessions;
    }

    private SessionTemplate? Session(Field field)
    {
        _ = field.HasPlainName();
        if (field.Section(Grammar.Session) is not { } section)
        {
            return null;
        }

        double? weight = section["weight"] is { } share ? share.Positive(MostWeight) : 1;
        IReadOnlyList<Field> items = section["steps"]?.Items("{ send: POST checkout /orders }") ?? [];
        if (section["steps"]?.Node is YamlList && items.Count is 0 or > MostSteps)
        {
            section["steps"]!.Wrong($"'{section["steps"]!.Path}' has {items.Count} steps; it must have 1 to {MostSteps}, for example {section["steps"]!.Example}.");
        }

        List<string> captured = [];
        SessionStep[] steps = [.. items.Select(item => Step(item, captured)).OfType<SessionStep>()];

        return weight is null || steps.Length == 0 ? null : new SessionTemplate(field.Name, weight.Value, steps);
    }

    private SessionStep? Step(Field field, List<string> captured)
    {
        if (field.Section(Grammar.SessionStep) is not { } section)
        {
            return null;
        }

        RequestTemplate? request = requests.Read(section, [.. Placeholders.OfStep, .. captured]);
        OutcomeRules? outcomes = OutcomesReader.Read(section["outcomes"]);
        Dictionary<string, string> capture = Captures(section["capture"], captured);
        if (request is not null && contended is not null && request.Service != contended.Service)
        {
            section["send"]!.Wrong($"'{field.Path}' sends to '{request.Service}', but a load's connections lead to '{contended.Service}', where 'workload.request' goes. "
                + "Send this step there too, or leave it out.");
        }

        return request is null ? null : new SessionStep { Request = request, Outcomes = outcomes, Capture = capture };
    }

    private static Dictionary<string, string> Captures(Field? field, List<string> captured)
    {
        Dictionary<string, string> captures = [];
        foreach (Field entry in field?.Entries("$.orderId") ?? [])
        {
            if (!Letters().IsMatch(entry.Name) || Placeholders.OfStep.Contains(entry.Name))
            {
                entry.WrongName($"'{entry.Name}' in '{field!.Path}' cannot be captured to: a name is letters alone, and none of {string.Join(", ", Placeholders.OfStep)}. Use for example orderId.");
            }

            if (entry.Text() is not { } path)
            {
                continue;
            }

            if (JsonPath.Parse(path) is null)
            {
                _ = entry.Not<string>("a JSON path to one value");
            }

            captures[entry.Name] = path;
            captured.Add(entry.Name);
        }

        return captures;
    }

    private static bool IsSame(RequestTemplate step, RequestTemplate request) =>
        (step.Method, step.Service, step.Path) == (request.Method, request.Service, request.Path);

    [GeneratedRegex("^[A-Za-z]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Letters();
}
