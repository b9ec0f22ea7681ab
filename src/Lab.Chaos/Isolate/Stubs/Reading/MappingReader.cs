using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lab.Chaos.Isolate.Stubs.Mappings;
using Lab.Contracts;

namespace Lab.Chaos.Isolate.Stubs.Reading;

/// <summary>
/// Reads WireMock's mapping JSON, strictly: what this stub does not do is an error that names it, never ignored. One mapping, or
/// <c>{ "mappings": [ … ] }</c>.
/// </summary>
/// <param name="files">Folders in which <c>bodyFileName</c> is looked up.</param>
internal sealed class MappingReader(IReadOnlyList<string> files)
{
    // name, metadata and persistent say something about a mapping and change nothing in how it answers.
    private static readonly string[] Known =
    [
        "id", "uuid", "name", "priority", "request", "response", "scenarioName", "requiredScenarioState", "newScenarioState", "persistent", "metadata",
    ];

    private const string ExampleId = "9f2ab7f4-8c2c-4c5e-9a43-2f3f4f0a6f10";

    private static readonly string[] Needed = ["request", "response"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly ReplyReader _replies = new(files);

    /// <summary>Null, and told, when the text is no JSON object.</summary>
    public static JsonObject? Parse(string text, string source, Mistakes mistakes)
    {
        try
        {
            if (JsonNode.Parse(text, documentOptions: Strict) is JsonObject json)
            {
                return json;
            }

            mistakes.Add(source, "it holds no JSON object. A mapping is { \"request\": { … }, \"response\": { … } }.");
        }
        catch (JsonException problem)
        {
            // Its own message ends with path, line and position, counted from 0.
            var cause = problem.Message.Split(" Path:")[0].Split(" LineNumber:")[0];
            mistakes.Add($"{source}{(problem.LineNumber is { } line ? $":{line + 1}" : "")}", $"it is no JSON: {cause} Mend it there.");
        }

        return null;
    }

    /// <summary>All mappings of a text; what cannot be read is told to <paramref name="mistakes"/>.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="source">Named in messages.</param>
    /// <param name="name">Decides the ids of mappings that have none.</param>
    /// <param name="mistakes">Told of every problem.</param>
    public IReadOnlyList<StubMapping> ReadAll(string text, string source, string name, Mistakes mistakes)
    {
        if (Parse(text, source, mistakes) is not { } json)
        {
            return [];
        }

        if (!json.ContainsKey("mappings"))
        {
            return Read(json, source, mistakes, NameToId($"{name}/0")) is { } one ? [one] : [];
        }

        var sections = new JsonSection(json, "", source, mistakes, ["mappings"])
            .Sections("mappings", Known, """[{ "request": { "method": "ANY" }, "response": { "status": 200 } }]""");
        return
        [
            .. sections.Select((section, n) => Read(section, json["mappings"]![n]!.AsObject(), NameToId($"{name}/{n}"), mistakes))
                .OfType<StubMapping>(),
        ];
    }

    /// <summary>Null after a problem.</summary>
    /// <param name="json">One mapping.</param>
    /// <param name="source">Named in messages.</param>
    /// <param name="mistakes">Told of every problem.</param>
    /// <param name="otherwise">Its id where it has none.</param>
    public StubMapping? Read(JsonObject json, string source, Mistakes mistakes, Guid otherwise) =>
        Read(new JsonSection(json, "", source, mistakes, Known), json, otherwise, mistakes);

    private StubMapping? Read(JsonSection section, JsonObject json, Guid otherwise, Mistakes mistakes)
    {
        var before = mistakes.Count;
        foreach (var key in Needed.Where(key => !section.Has(key)))
        {
            section.Wrong($"it lacks '{section.Inside(key)}'. A mapping is {{ \"request\": {{ … }}, \"response\": {{ … }} }}.");
        }

        var id = Id(section, "id") ?? Id(section, "uuid") ?? otherwise;
        var request = section.Section("request", RequestReader.Known, """{ "method": "POST", "urlPath": "/payments" }""");
        var response = section.Section("response", ReplyReader.Known, """{ "status": 200 }""");
        var mapping = new StubMapping
        {
            Id = id,
            Name = section.Text("name", "authorise"),
            Json = WithId(json, id),
            Priority = section.Integer("priority", 1, int.MaxValue, 1) ?? StubMapping.UsualPriority,
            Request = request is null ? new() : RequestReader.Read(request),
            Reply = response is null ? new() : _replies.Read(response),
            Step = Step(section),
        };
        return mistakes.Count == before ? mapping : null;
    }

    private static ScenarioStep? Step(JsonSection section)
    {
        var name = section.Text("scenarioName", "card declined twice");
        var required = section.Text("requiredScenarioState", ScenarioStates.Started);
        var next = section.Text("newScenarioState", "declined once");
        if (name is null && (required ?? next) is not null)
        {
            section.Wrong("it has a scenario state but no 'scenarioName'. Add for example \"scenarioName\": \"card declined twice\".");
        }

        return name is null ? null : new ScenarioStep(name, required, next);
    }

    private static Guid? Id(JsonSection section, string key)
    {
        if (section.Text(key, ExampleId) is not { } text)
        {
            return null;
        }

        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        _ = section.Not<object>(key, "a UUID", $"\"{ExampleId}\"");
        return null;
    }

    // The same file gives the same ids on every machine, and with them the same draws.
    private static Guid NameToId(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    private static JsonObject WithId(JsonObject json, Guid id)
    {
        var copy = json.DeepClone().AsObject();
        copy.Remove("id");
        copy.Remove("uuid");
        copy.Insert(0, "id", id.ToString());
        copy.Insert(1, "uuid", id.ToString());
        return copy;
    }

    /// <exception cref="LabException">Lists everything that is wrong.</exception>
    public StubMapping ReadOne(string text, string source, Guid otherwise)
    {
        var mistakes = new Mistakes();
        var mapping = Parse(text, source, mistakes) is { } json ? Read(json, source, mistakes, otherwise) : null;
        mistakes.ThrowIfAny();
        return mapping!;
    }
}
