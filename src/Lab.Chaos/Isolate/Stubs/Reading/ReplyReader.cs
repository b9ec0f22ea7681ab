using System.Text;
using System.Text.Json.Nodes;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Chaos.Scenarios;
using Microsoft.Extensions.Primitives;

namespace Lab.Chaos.Isolate.Stubs.Reading;

/// <summary>Reads <c>response</c>.</summary>
/// <param name="files">Folders in which <c>bodyFileName</c> is looked up.</param>
internal sealed class ReplyReader(IReadOnlyList<string> files)
{
    public static readonly string[] Known =
    [
        "status", "headers", "body", "jsonBody", "bodyFileName", "fixedDelayMilliseconds", DelayReader.Key, "chunkedDribbleDelay", "fault",
    ];

    private static readonly string[] Bodies = ["body", "jsonBody", "bodyFileName"];

    private static readonly string[] DribbleKeys = ["numberOfChunks", "totalDuration"];

    private static readonly Dictionary<string, StubFault> Faults = new(StringComparer.Ordinal)
    {
        ["EMPTY_RESPONSE"] = StubFault.EmptyResponse,
        ["MALFORMED_RESPONSE_CHUNK"] = StubFault.MalformedResponseChunk,
        ["RANDOM_DATA_THEN_CLOSE"] = StubFault.RandomDataThenClose,
        ["CONNECTION_RESET_BY_PEER"] = StubFault.ConnectionResetByPeer,
    };

    public StubReply Read(JsonSection section)
    {
        var body = Body(section);
        var reply = new StubReply
        {
            Status = section.Integer("status", 200, 599, 200) ?? 200,
            Headers = Headers(section),
            Body = body ?? ReadOnlyMemory<byte>.Empty,
            FixedDelay = section.Milliseconds("fixedDelayMilliseconds", StubDelay.Longest.TotalMilliseconds, "250"),
            Distribution = DelayReader.Read(section),
            Dribble = Dribble(section),
            Fault = Fault(section),
        };
        if (body is { Length: > 0 } && reply.Status is 204 or 205 or 304)
        {
            section.Wrong($"'{section.Path}' has a body, which status {reply.Status} forbids. Remove it, or use status 200.");
        }

        return reply;
    }

    private byte[]? Body(JsonSection section)
    {
        string[] given = [.. Bodies.Where(section.Has)];
        if (given.Length > 1)
        {
            section.Wrong($"'{section.Path}' has {string.Join(" and ", given)}; keep one of them.");
            return null;
        }

        return given switch
        {
            ["body"] => section.Text("body", "accepted") is { } text ? Encoding.UTF8.GetBytes(text) : null,
            ["jsonBody"] => Encoding.UTF8.GetBytes(section.Raw("jsonBody")?.ToJsonString() ?? "null"),
            ["bodyFileName"] => section.Text("bodyFileName", "accepted.json") is { } name ? File(section, name) : null,
            _ => null,
        };
    }

    private byte[]? File(JsonSection section, string name)
    {
        var candidates = files
            .Select(folder => (Folder: Path.GetFullPath(folder) + Path.DirectorySeparatorChar, File: Path.GetFullPath(name, Path.GetFullPath(folder))))
            .Where(candidate => candidate.File.StartsWith(candidate.Folder, StringComparison.Ordinal));
        if (candidates.Select(candidate => candidate.File).FirstOrDefault(System.IO.File.Exists) is { } found)
        {
            return System.IO.File.ReadAllBytes(found);
        }

        section.Wrong($"'{section.Inside("bodyFileName")}' is \"{name}\", which is not in {(files.Count == 0 ? "any folder" : string.Join(" or ", files))}. "
            + "Put the file into a folder __files beside or below the mappings.");
        return null;
    }

    private static List<KeyValuePair<string, StringValues>> Headers(JsonSection section)
    {
        var headers = new List<KeyValuePair<string, StringValues>>();
        var given = section.Section("headers", known: null, """{ "Content-Type": "application/json" }""");
        foreach (var name in given?.Keys ?? [])
        {
            if (given!.Raw(name) is JsonArray many && many.All(value => value is JsonValue))
            {
                headers.Add(new(name, new StringValues([.. many.Select(value => value!.ToString())])));
            }
            else if (given.Text(name, "application/json") is { } one)
            {
                headers.Add(new(name, one));
            }
        }

        if (section.Has("jsonBody") && !headers.Exists(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new("Content-Type", "application/json"));
        }

        return headers;
    }

    private static Dribble? Dribble(JsonSection section)
    {
        if (section.Section("chunkedDribbleDelay", DribbleKeys, """{ "numberOfChunks": 5, "totalDuration": 1000 }""")
            is not { } dribble)
        {
            return null;
        }

        foreach (var key in DribbleKeys.Where(key => !dribble.Has(key)))
        {
            dribble.Wrong($"'{dribble.Path}' lacks '{key}'. Add for example \"{key}\": 5.");
        }

        var chunks = dribble.Integer("numberOfChunks", 1, 10_000, 5);
        var total = dribble.Milliseconds("totalDuration", StubDelay.Longest.TotalMilliseconds, "1000");
        return chunks is null || total is null ? null : new Dribble(chunks.Value, total.Value);
    }

    private static StubFault? Fault(JsonSection section)
    {
        if (section.Text("fault", "EMPTY_RESPONSE") is not { } name)
        {
            return null;
        }

        if (!Faults.TryGetValue(name, out var fault))
        {
            section.Wrong($"unknown fault '{name}' in '{section.Path}'. {Suggest.Among(name, Faults.Keys)}");
            return null;
        }

        foreach (var key in Bodies.Concat(["headers", "chunkedDribbleDelay"]).Where(section.Has))
        {
            section.Wrong($"'{section.Inside(key)}' is never sent, since fault {name} breaks the connection. Remove one of them.");
        }

        return fault;
    }
}
