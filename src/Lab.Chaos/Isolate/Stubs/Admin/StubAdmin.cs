using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lab.Chaos.Isolate.Stubs.Mappings;
using Lab.Chaos.Isolate.Stubs.Reading;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Contracts;
using Microsoft.AspNetCore.Http;

namespace Lab.Chaos.Isolate.Stubs.Admin;

/// <summary>Reconfigures the stub while it runs: the part of WireMock's admin API that mappings, requests, scenarios and delays need.</summary>
internal sealed class StubAdmin(StubStore store, RequestLog log, MappingReader reader)
{
    public const string Root = "/__admin";

    private const string Source = "the request body";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            var (status, answer) = await AnswerAsync(context.Request);
            await WriteAsync(context, status, answer);
        }
        catch (LabException problem)
        {
            await WriteAsync(context, StatusCodes.Status422UnprocessableEntity, Errors(problem.Problems));
        }
    }

    private async Task<(int Status, JsonNode Answer)> AnswerAsync(HttpRequest request)
    {
        var path = request.Path.Value![Root.Length..].Trim('/').Split('/');
        switch (request.Method, path)
        {
            case ("GET", ["health"]):
                return Ok(new JsonObject { ["status"] = "healthy" });
            case ("GET", ["mappings"]):
                return Ok(List("mappings", [.. store.Book.Mappings.Select(mapping => mapping.Json.DeepClone())]));
            case ("POST", ["mappings"]):
                return (StatusCodes.Status201Created, Put(await TextAsync(request), Guid.NewGuid()));
            case ("DELETE", ["mappings"]):
                store.Change(book => book.WithOnly([]));
                return Ok([]);
            case ("POST", ["mappings", "reset"]):
                store.Reset();
                return Ok([]);
            case (_, ["mappings", var id]) when Guid.TryParse(id, out var known):
                return await OneAsync(request, known);
            case ("GET", ["requests"]):
                return Ok(Requests());
            case ("DELETE", ["requests"]):
                log.Clear();
                return Ok([]);
            case ("POST", ["requests", "count"]):
                return Ok(new JsonObject { ["count"] = await CountAsync(request), ["requestJournalDisabled"] = !log.IsOn });
            case ("POST", ["reset"]):
                store.Reset();
                store.Change(book => book.With(new StubSettings()));
                log.Clear();
                return Ok([]);
            case ("GET", ["scenarios"]):
                return Ok(Scenarios());
            case ("POST", ["scenarios", "reset"]):
                store.States.Reset();
                return Ok([]);
            case ("POST" or "PUT", ["settings"]):
                var settings = SettingsOf(await TextAsync(request));
                store.Change(book => book.With(settings));
                return Ok([]);
            default:
                return (StatusCodes.Status404NotFound, Errors(
                    [$"{request.Method} {request.Path} is not among what this admin API does: mappings, requests, scenarios, settings, reset, health."]));
        }
    }

    private async Task<(int Status, JsonNode Answer)> OneAsync(HttpRequest request, Guid id)
    {
        if (store.Book.Mappings.FirstOrDefault(mapping => mapping.Id == id) is not { } found)
        {
            return (StatusCodes.Status404NotFound, Errors([$"No mapping has id {id}. GET {Root}/mappings lists all."]));
        }

        switch (request.Method)
        {
            case "GET":
                return Ok(found.Json.DeepClone().AsObject());
            case "PUT":
                return Ok(Put(await TextAsync(request), id, keepsId: true));
            case "DELETE":
                store.Change(book => book.Without(id));
                return Ok([]);
            default:
                return (StatusCodes.Status405MethodNotAllowed, Errors([$"{request.Method} is not for a mapping; GET, PUT and DELETE are."]));
        }
    }

    private JsonObject Put(string text, Guid id, bool keepsId = false)
    {
        var mapping = reader.ReadOne(text, Source, id);
        if (keepsId && mapping.Id != id)
        {
            throw new LabException($"{Source}: its id is {mapping.Id}, and the address says {id}. Leave it out, or make them the same.");
        }

        store.Change(book => book.With(mapping));
        return mapping.Json.DeepClone().AsObject();
    }

    private JsonObject Requests()
    {
        var requests = List("requests", [.. log.Json()]);
        requests["requestJournalDisabled"] = !log.IsOn;
        return requests;
    }

    private async Task<int> CountAsync(HttpRequest request)
    {
        var mistakes = new Mistakes();
        var json = MappingReader.Parse(await TextAsync(request), Source, mistakes);
        var pattern = json is null ? null : RequestReader.Read(new JsonSection(json, "", Source, mistakes, RequestReader.Known));
        mistakes.ThrowIfAny();
        return log.Count(pattern!);
    }

    private JsonObject Scenarios() => List("scenarios",
    [
        .. store.Book.Mappings.Where(mapping => mapping.Step is not null).GroupBy(mapping => mapping.Step!.Scenario).Select(scenario => new JsonObject
        {
            ["name"] = scenario.Key,
            ["state"] = store.States.Of(scenario.Key),
            ["possibleStates"] = new JsonArray(
            [
                .. scenario.SelectMany(mapping => new[] { mapping.Step!.Required, mapping.Step.Next })
                    .OfType<string>().Prepend(ScenarioStates.Started).Distinct().Select(state => JsonValue.Create(state)),
            ]),
        }),
    ]);

    private static StubSettings SettingsOf(string text)
    {
        var mistakes = new Mistakes();
        var json = MappingReader.Parse(text, Source, mistakes);
        var section = json is null ? null : new JsonSection(json, "", Source, mistakes, ["fixedDelay", DelayReader.Key]);
        var settings = section is null ? null : new StubSettings
        {
            FixedDelay = section.Raw("fixedDelay") is null ? null
                : section.Milliseconds("fixedDelay", StubDelay.Longest.TotalMilliseconds, "250"),
            Distribution = DelayReader.Read(section),
        };
        mistakes.ThrowIfAny();
        return settings!;
    }

    private static async Task<string> TextAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
    }

    private static JsonObject List(string name, JsonNode[] items) =>
        new() { [name] = new JsonArray(items), ["meta"] = new JsonObject { ["total"] = items.Length } };

    private static JsonObject Errors(IReadOnlyList<string> problems) =>
        new() { ["errors"] = new JsonArray([.. problems.Select(problem => new JsonObject { ["title"] = problem })]) };

    private static (int Status, JsonNode Answer) Ok(JsonObject answer) => (StatusCodes.Status200OK, answer);

    private static Task WriteAsync(HttpContext context, int status, JsonNode answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString(Json), context.RequestAborted);
    }
}
