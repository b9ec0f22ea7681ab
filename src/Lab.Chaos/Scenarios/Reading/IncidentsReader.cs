using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>
/// Reads incidents.yaml, a list of what went wrong in production:
/// <c>- { boundary: inventory -> redis, kind: race, date: 2026-05-14, severity: high }</c>.
/// </summary>
/// <param name="services">Resolves names.</param>
/// <param name="system">Says who calls whom; null when that could not be read, and then any boundary is accepted.</param>
internal sealed class IncidentsReader(ServiceBook services, IReadOnlyList<Service>? system)
{
    /// <param name="field">The key in scenario.yaml that names the file.</param>
    /// <param name="scenario">The file that the name is relative to.</param>
    public IReadOnlyList<Incident> Read(Field? field, SourceFile scenario)
    {
        if (field?.Text() is not { } name)
        {
            return [];
        }

        SourceFile file = scenario.Beside(name);
        if (!File.Exists(file.Path))
        {
            field.Wrong($"'{field.Path}' names {file.Shown}, which does not exist. Create it or remove 'incidents'.");
            return [];
        }

        Field? root = Documents.Open(file, "a list of incidents", field.Problems);

        return [.. (root?.Items(Example()) ?? []).Select(Incident).OfType<Incident>()];
    }

    private static string Example() =>
        "{ " + string.Join(", ", Grammar.Incident.Keys.Where(key => key.Required).Select(key => $"{key.Name}: {key.Example}")) + " }";

    private Incident? Incident(Field item)
    {
        if (item.Section(Grammar.Incident) is not { } section)
        {
            return null;
        }

        Boundary? boundary = section["boundary"] is { } field ? Boundary(field) : null;
        IncidentKind? kind = section["kind"]?.Choice(Words.IncidentKinds);
        DateOnly? date = section["date"]?.Date();
        Severity? severity = section["severity"]?.Choice(Words.Severities);
        string note = section["note"]?.Text() ?? "";

        return boundary is null || kind is null || date is null || severity is null ? null : new Incident
        {
            Boundary = boundary,
            Kind = kind.Value,
            Date = date.Value,
            Severity = severity.Value,
            Note = note,
        };
    }

    private Boundary? Boundary(Field field)
    {
        if (field.Text() is not { } text)
        {
            return null;
        }

        if (text.Split("->", StringSplitOptions.TrimEntries) is not [var from, var to])
        {
            return field.Not<Boundary>("two services with an arrow between them");
        }

        if (!services.Check(from, field.Path, field.Wrong, []) || !services.Check(to, field.Path, field.Wrong, []))
        {
            return null;
        }

        IReadOnlyList<string>? calls = system?.Single(service => service.Name == from).Calls;
        if (calls?.Contains(to) == false)
        {
            field.Wrong($"'{from}' does not call '{to}', so '{field.Path}' is no boundary. {Suggest.Among(to, calls)}");
        }

        return new Boundary(from, to);
    }
}
