using System.Text.Json.Nodes;
using Lab.Chaos.Isolate.Stubs.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace Lab.Chaos.Isolate.Stubs.Admin;

/// <summary>The last requests, for looking at and for counting. Off unless asked for, since it would cost what the stub is to measure.</summary>
/// <param name="capacity">Requests kept, the oldest going first; 0 for none.</param>
internal sealed class RequestLog(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<Entry> _entries = new();

    public bool IsOn => capacity > 0;

    public void Add(in StubRequest request, bool matched, DateTimeOffset now)
    {
        if (!IsOn)
        {
            return;
        }

        // Copied: the server uses its request objects again.
        var copy = new DefaultHttpContext().Request;
        copy.Method = request.Http.Method;
        copy.Path = request.Http.Path;
        copy.QueryString = request.Http.QueryString;
        copy.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = request.Url;
        foreach (var header in request.Http.Headers)
        {
            copy.Headers[header.Key] = header.Value;
        }

        lock (_lock)
        {
            while (_entries.Count >= capacity)
            {
                _entries.Dequeue();
            }

            _entries.Enqueue(new Entry(copy, request.Body, request.Http.GetDisplayUrl(), matched, now));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    public int Count(RequestPattern pattern) => Entries().Count(entry => pattern.Matches(new StubRequest(entry.Request, entry.Body)));

    /// <summary>Newest first, as WireMock lists them.</summary>
    public IReadOnlyList<JsonObject> Json() => [.. Entries().Reverse().Select(Json)];

    private static JsonObject Json(Entry entry) => new()
    {
        ["request"] = new JsonObject
        {
            ["url"] = new StubRequest(entry.Request, null).Url,
            ["absoluteUrl"] = entry.AbsoluteUrl,
            ["method"] = entry.Request.Method,
            ["headers"] = new JsonObject(entry.Request.Headers.Select(header =>
                KeyValuePair.Create(header.Key, (JsonNode?)header.Value.ToString()))),
            ["body"] = entry.Body,
            ["loggedDate"] = entry.At.ToUnixTimeMilliseconds(),
        },
        ["wasMatched"] = entry.Matched,
    };

    private Entry[] Entries()
    {
        lock (_lock)
        {
            return [.. _entries];
        }
    }

    private sealed record Entry(HttpRequest Request, string Body, string AbsoluteUrl, bool Matched, DateTimeOffset At);
}
