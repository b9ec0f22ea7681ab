using System.Text.Json;

namespace Lab.Chaos.Fuzz.Rules;

/// <summary>What the document says an operation may answer.</summary>
/// <param name="Document">The whole document, which schemas refer into.</param>
/// <param name="Responses">Its <c>responses</c>: by status, <c>2XX</c> or <c>default</c>.</param>
internal sealed record AnswerRules(JsonElement Document, JsonElement Responses)
{
    /// <summary>What it says of a status; null when that is not declared.</summary>
    public JsonElement? For(int status)
    {
        foreach (var name in (string[])[$"{status}", $"{status / 100}XX", $"{status / 100}xx", "default"])
        {
            if (Responses.TryGetProperty(name, out var response))
            {
                return OpenApiReferences.Resolve(Document, response);
            }
        }

        return null;
    }

    /// <summary>Names of the fields in the bodies of success: what later steps can be fed with.</summary>
    public IReadOnlyList<string> SuccessFields() =>
    [
        .. Responses.EnumerateObject().Where(response => response.Name.StartsWith('2'))
            .SelectMany(response => Schemas(OpenApiReferences.Resolve(Document, response.Value)))
            .Select(schema => OpenApiReferences.Resolve(Document, schema))
            .Where(schema => schema.TryGetProperty("properties", out _))
            .SelectMany(schema => schema.GetProperty("properties").EnumerateObject())
            .Select(property => property.Name)
            .Distinct(),
    ];

    private static IEnumerable<JsonElement> Schemas(JsonElement response) =>
        response.TryGetProperty("content", out var content)
            ? content.EnumerateObject().Where(type => type.Value.TryGetProperty("schema", out _)).Select(type => type.Value.GetProperty("schema"))
            : [];
}
