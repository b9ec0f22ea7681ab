using System.Globalization;
using System.Text.Json.Nodes;
using Lab.Chaos.Break.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>An API server on loopback that speaks the few endpoints which the lab uses through kubectl, and can be told to misbehave.</summary>
internal sealed class ScriptedCluster : IAsyncDisposable
{
    public const string Namespace = "ticketing";

    private readonly WebApplication _app;
    private readonly string _folder = Directory.CreateTempSubdirectory("lab-cluster-").FullName;
    private readonly CancellationTokenSource _ended = new();
    private readonly List<(string Method, string Part, int Status)> _refused = [];
    private readonly List<string> _requests = [];
    private volatile bool _hangs;

    private ScriptedCluster(WebApplication app) => _app = app;

    public ClusterStore Store { get; } = new();

    /// <summary>False for a cluster on which Litmus was never installed.</summary>
    public bool HasLitmus { get; set; } = true;

    /// <summary>Rights (<c>create jobs</c>) that the service account lacks.</summary>
    public HashSet<string> Denied { get; } = [];

    /// <summary>Of the only context; the file is <see cref="Kubeconfig"/>.</summary>
    public string Context { get; private set; } = "";

    public string Kubeconfig => Path.Combine(_folder, "config");

    /// <summary>For kubectl's own files.</summary>
    public string Home => _folder;

    /// <summary>Method and path of all requests so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<ScriptedCluster> StartAsync(string context = "k3d-lab")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var cluster = new ScriptedCluster(app);
        app.Run(cluster.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await cluster.WriteKubeconfigAsync(context, app.Urls.Single());
        return cluster;
    }

    /// <summary>Requests of a method whose path holds this part get this status.</summary>
    public void Refuse(string method, string part, int status = StatusCodes.Status403Forbidden) => _refused.Add((method, part, status));

    /// <summary>From now on no request is answered, though connections are taken.</summary>
    public void Hang() => _hangs = true;

    /// <summary>From now on connections are refused.</summary>
    public async Task DieAsync()
    {
        await _ended.CancelAsync();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await DieAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task WriteKubeconfigAsync(string context, string address)
    {
        Context = context;
        return File.WriteAllTextAsync(Kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            current-context: {{context}}
            clusters: [{ name: scripted, cluster: { server: "{{address}}" } }]
            users: [{ name: somebody, user: {} }]
            contexts: [{ name: {{context}}, context: { cluster: scripted, user: somebody } }]
            """);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var (method, path) = (http.Request.Method, http.Request.Path.Value ?? "");
        lock (_requests)
        {
            _requests.Add($"{method} {path}{http.Request.QueryString}");
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _ended.Token);
        try
        {
            if (_hangs)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token);
            }

            if (_refused.FirstOrDefault(one => one.Method == method && path.Contains(one.Part, StringComparison.Ordinal)) is { Status: > 0 } refused)
            {
                await RefuseAsync(http, refused.Status, refused.Status == StatusCodes.Status403Forbidden ? "Forbidden" : "InternalError", $"{path} is forbidden: the script says so");
            }
            else if (Discovery.Answer(path, HasLitmus) is { } discovery)
            {
                await WriteAsync(http, discovery);
            }
            else if (ResourcePath.Parse(path) is { } place)
            {
                await AnswerAsync(http, place, either.Token);
            }
            else
            {
                await RefuseAsync(http, StatusCodes.Status404NotFound, "NotFound", "the server could not find the requested resource");
            }
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext http, ResourcePath place, CancellationToken cancellationToken)
    {
        switch (http.Request.Method)
        {
            case "GET" when place.Sub == "log":
                await http.Response.WriteAsync($"log of {place.Name}, {http.Request.Query["container"]}\n", cancellationToken);
                break;
            case "GET" when place.Name.Length > 0:
                await WriteOrMissAsync(http, place, Store.Find(place.Plural, place.Space, place.Name));
                break;
            case "GET" when http.Request.Query["watch"] is [{ Length: > 0 }]:
                await WatchAsync(http, place, cancellationToken);
                break;
            case "GET":
                await WriteAsync(http, new JsonObject
                {
                    ["apiVersion"] = place.ApiVersion,
                    ["kind"] = "List",
                    ["metadata"] = new JsonObject { ["resourceVersion"] = Store.Version },
                    ["items"] = new JsonArray([.. Store.List(place.Plural, place.Space).Where(one => Matches(one, http.Request.Query["labelSelector"]))]),
                });
                break;
            case "POST":
                await CreateAsync(http, place, await BodyAsync(http, cancellationToken));
                break;
            case "PATCH":
                var change = await BodyAsync(http, cancellationToken);
                await WriteOrMissAsync(http, place, Store.Change(place.Plural, place.Space, place.Name, document => Merge(document, change)));
                break;
            case "DELETE":
                await WriteOrMissAsync(http, place, Store.Delete(place.Plural, place.Space, place.Name) ? new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Success" } : null);
                break;
            default:
                await RefuseAsync(http, StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "not in the script");
                break;
        }
    }

    private async Task CreateAsync(HttpContext http, ResourcePath place, JsonObject document)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        if (place.Plural == ResourceKind.AccessReviews.Plural)
        {
            var asked = document.At("spec", "resourceAttributes");
            document["status"] = new JsonObject { ["allowed"] = !Denied.Contains($"{asked.TextAt("verb")} {asked.TextAt("resource")}/{asked.TextAt("subresource")}".TrimEnd('/')) };
            await WriteAsync(http, document);
        }
        else if (Store.Create(place.Plural, document))
        {
            await WriteAsync(http, document);
        }
        else
        {
            await RefuseAsync(http, StatusCodes.Status409Conflict, "AlreadyExists", $"{place.Plural} \"{document.Name}\" already exists");
        }
    }

    private async Task WatchAsync(HttpContext http, ResourcePath place, CancellationToken cancellationToken)
    {
        http.Response.ContentType = "application/json";
        _ = long.TryParse(http.Request.Query["resourceVersion"], CultureInfo.InvariantCulture, out var after);
        await http.Response.StartAsync(cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
        await foreach (var (type, document) in Store.WatchAsync(place.Plural, place.Space, after, cancellationToken))
        {
            var line = new JsonObject { ["type"] = type, ["object"] = document.DeepClone() };
            await http.Response.WriteAsync(line.ToJsonString() + "\n", cancellationToken);
            await http.Response.Body.FlushAsync(cancellationToken);
        }
    }

    private static Task WriteOrMissAsync(HttpContext http, ResourcePath place, JsonObject? document) =>
        document is not null ? WriteAsync(http, document) : RefuseAsync(http, StatusCodes.Status404NotFound, "NotFound", $"{place.Plural} \"{place.Name}\" not found");

    private static Task RefuseAsync(HttpContext http, int status, string reason, string message)
    {
        http.Response.StatusCode = status;
        return WriteAsync(http, new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["status"] = "Failure",
            ["message"] = message,
            ["reason"] = reason,
            ["code"] = status,
        });
    }

    private static Task WriteAsync(HttpContext http, JsonObject document)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(document.ToJsonString());
    }

    private static async Task<JsonObject> BodyAsync(HttpContext http, CancellationToken cancellationToken) =>
        (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: cancellationToken))!.AsObject();

    private static bool Matches(JsonObject document, string? selector) => (selector ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(one => one.Split('='))
        .All(pair => document.TextAt("metadata", "labels", pair[0]) == pair[^1]);

    private static void Merge(JsonObject document, JsonObject change)
    {
        foreach (var (key, value) in change)
        {
            if (value is JsonObject inner && document[key] is JsonObject own)
            {
                Merge(own, inner);
            }
            else
            {
                document[key] = value?.DeepClone();
            }
        }
    }
}
