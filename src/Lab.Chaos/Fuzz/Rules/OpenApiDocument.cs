using System.Text.Json;
using Lab.Contracts;

namespace Lab.Chaos.Fuzz.Rules;

/// <summary>Reads a service's OpenAPI document (3.0 or 3.1, JSON) into operations.</summary>
internal static class OpenApiDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    /// <param name="text">The document.</param>
    /// <param name="service">Whose it is.</param>
    /// <param name="place">Where it was read from, for messages.</param>
    /// <exception cref="LabException">It is no OpenAPI document.</exception>
    public static IReadOnlyList<FuzzOperation> Read(string text, string service, string place)
    {
        JsonElement document;
        try
        {
            document = JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException failure)
        {
            throw Unreadable(place, service, $"it is no JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1})");
        }

        if (SchemaRules.Text(document, "openapi") is not ['3', '.', ..])
        {
            throw Unreadable(place, service, "its member 'openapi' does not say 3.0 or 3.1");
        }

        if (!document.TryGetProperty("paths", out var paths) || paths.ValueKind != JsonValueKind.Object)
        {
            throw Unreadable(place, service, "it has no 'paths'");
        }

        try
        {
            return
            [
                .. from path in paths.EnumerateObject()
                   from operation in path.Value.EnumerateObject()
                   where Methods.Contains(operation.Name)
                   select Operation(document, service, path.Name, path.Value, operation),
            ];
        }
        catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException)
        {
            throw Unreadable(place, service, $"an operation has a form that OpenAPI does not know ({failure.Message})");
        }
    }

    private static FuzzOperation Operation(JsonElement document, string service, string path, JsonElement item, JsonProperty operation)
    {
        var parameters = Parameters(document, item).Concat(Parameters(document, operation.Value)).ToLookup(parameter => parameter.In, parameter => parameter.Rule);
        var method = operation.Name.ToUpperInvariant();
        return new FuzzOperation
        {
            Name = $"{method} {service} {path}",
            Method = method,
            Service = service,
            Path = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => PathPart(part, [.. parameters["path"]]))],
            Query = [.. parameters["query"]],
            Headers = [.. parameters["header"]],
            Body = Body(document, operation.Value),
            Answers = operation.Value.TryGetProperty("responses", out var responses) ? new AnswerRules(document, responses) : null,
        };
    }

    private static IEnumerable<(string In, FieldRule Rule)> Parameters(JsonElement document, JsonElement holder) =>
        !holder.TryGetProperty("parameters", out var list) ? [] : list.EnumerateArray()
            .Select(parameter => OpenApiReferences.Resolve(document, parameter))
            .Select(parameter => (SchemaRules.Text(parameter, "in") ?? "", new FieldRule(
                parameter.GetProperty("name").GetString()!,
                parameter.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True,
                parameter.TryGetProperty("schema", out var schema) ? SchemaRules.Read(document, schema) : new ValueRule { Type = ValueKind.Text })));

    private static PathRule PathPart(string part, FieldRule[] rules)
    {
        // {id:guid} is ASP.NET's way to write it; the document has {id}.
        var name = part is ['{', .. var inner, '}'] ? inner.Split(':')[0] : null;
        return name is null ? new PathRule(part)
            : new PathRule("", rules.FirstOrDefault(rule => rule.Name == name) ?? new FieldRule(name, true, new ValueRule { Type = ValueKind.Text }));
    }

    private static ValueRule? Body(JsonElement document, JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body)
            || !OpenApiReferences.Resolve(document, body).TryGetProperty("content", out var content))
        {
            return null;
        }

        return content.EnumerateObject()
            .Where(type => type.Name.Contains("json", StringComparison.OrdinalIgnoreCase))
            .Select(type => type.Value.TryGetProperty("schema", out var schema) ? SchemaRules.Read(document, schema) : new ValueRule { Type = ValueKind.Any })
            .FirstOrDefault();
    }

    private static LabException Unreadable(string place, string service, string why) => new(
        $"The OpenAPI document of '{service}' at {place} cannot be read: {why}. "
        + "Mend the document, give its right path under 'fuzz: openapi:', or list the operations under 'fuzz: operations:' in the scenario.");
}
