using Lab.Chaos.Fuzz.Rules;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>fuzz</c>: where documents are, and which operations are fuzzed with what bounds.</summary>
internal sealed class FuzzReader(ServiceBook services)
{
    private const int MaxLength = 1_000_000;

    public FuzzModel Read(Field? field)
    {
        if (field?.Section(Grammar.Fuzz) is not { } section)
        {
            return new FuzzModel();
        }

        var defaults = new FuzzModel();
        return new FuzzModel
        {
            Timeout = section["timeout"]?.Duration() ?? defaults.Timeout,
            OpenApi = Documents(section["openapi"]),
            Operations = [.. (section["operations"]?.Entries("{ request: { send: POST checkout /orders } }") ?? []).Select(Operation).OfType<FuzzEntry>()],
        };
    }

    private Dictionary<string, string> Documents(Field? field)
    {
        var documents = new Dictionary<string, string>();
        foreach (var entry in field?.Entries("/openapi/v1.json") ?? [])
        {
            var path = entry.Text();
            if (path is not (null or ['/', ..]))
            {
                entry.Wrong($"'{entry.Path}' is '{path}'; it must be a path that begins with a slash, for example /openapi/v1.json.");
            }

            if (services.NamedByKey(entry, field!.Path, ServiceKind.Http) is { } service)
            {
                documents[service] = path ?? "";
            }
        }

        return documents;
    }

    private FuzzEntry? Operation(Field field)
    {
        _ = field.HasPlainName();
        if (field.Section(Grammar.FuzzOperation) is not { } section)
        {
            return null;
        }

        var request = new RequestReader(services) { NeedsKey = false }.Read(section["request"], Placeholders.OfRequest);
        FieldHint[] hints = [.. (section["fields"]?.Entries("{ type: integer, minimum: 1 }") ?? []).Select(Hint).OfType<FieldHint>()];
        return request is null ? null : new FuzzEntry(field.Name, request, hints);
    }

    private static FieldHint? Hint(Field field)
    {
        if (field.Section(Grammar.FuzzField) is not { } section)
        {
            return null;
        }

        var least = section["minimum"]?.Integer(int.MinValue, int.MaxValue);
        var most = section["maximum"]?.Integer(int.MinValue, int.MaxValue);
        if (least > most)
        {
            section["minimum"]!.Wrong($"'{field.Path}' has a minimum of {least} above its maximum of {most}. Swap them.");
        }

        return new FieldHint
        {
            Field = field.Name,
            Type = section["type"]?.Choice(Words.FieldTypes),
            Format = section["format"]?.Text(),
            Minimum = least,
            Maximum = most,
            MinLength = section["min-length"]?.Integer(0, MaxLength),
            MaxLength = section["max-length"]?.Integer(0, MaxLength),
            Choices = [.. (section["enum"]?.Items("adult") ?? []).Select(item => item.Text()).OfType<string>()],
            Required = section["required"]?.Flag(),
        };
    }
}
