using System.Globalization;
using System.Text.Json.Nodes;

namespace Lab.Chaos.Break.Cluster;

/// <summary>Reads Kubernetes documents, in which anything may be absent or of another type than expected.</summary>
internal static class Documents
{
    extension(JsonNode? node)
    {
        /// <summary>The node at a path of names; null as soon as one is absent.</summary>
        public JsonNode? At(params ReadOnlySpan<string> path)
        {
            var at = node;
            foreach (var name in path)
            {
                at = at is JsonObject map ? map[name] : null;
            }

            return at;
        }

        /// <summary>The text there, numbers included; empty when there is none.</summary>
        public string TextAt(params ReadOnlySpan<string> path) => node.At(path) switch
        {
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            JsonValue value => value.ToJsonString(),
            _ => "",
        };

        /// <summary>The maps of the list there; none when there is no list.</summary>
        public IEnumerable<JsonObject> ListAt(params ReadOnlySpan<string> path) => node.At(path) is JsonArray list ? list.OfType<JsonObject>() : [];

        /// <summary>The value of an entry of <c>env</c> there; null when it has none or an empty one, which Litmus takes for none.</summary>
        public string? EnvAt(string name, params ReadOnlySpan<string> path) =>
            node.ListAt([.. path, "env"]).LastOrDefault(entry => entry.TextAt("name") == name).TextAt("value") is { Length: > 0 } value ? value : null;
    }

    extension(JsonObject document)
    {
        public string Name => document.TextAt("metadata", "name");

        public string Uid => document.TextAt("metadata", "uid");
    }

    /// <summary>Seconds as Litmus writes them; null for what is no number, which it would silently take for 0.</summary>
    public static TimeSpan? Seconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
