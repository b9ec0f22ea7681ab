using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lab.Chaos.Isolate.Stubs.Matching;

/// <summary>
/// A plain subset of JSON path: <c>$.order.lines[0].sku</c>, <c>$['order id']</c>, <c>$.lines[*].sku</c>, <c>$.order.*</c>. No filters, no
/// slices, no <c>..</c>, no functions.
/// </summary>
internal sealed partial class JsonPath
{
    private readonly IReadOnlyList<Step> _steps;

    private JsonPath(IReadOnlyList<Step> steps) => _steps = steps;

    /// <summary>It can lead to one value only.</summary>
    public bool IsDefinite => _steps.All(step => step is not { Name: null, Index: null });

    /// <summary>Null when the text is not of the subset.</summary>
    public static JsonPath? Parse(string text)
    {
        if (!text.StartsWith('$'))
        {
            return null;
        }

        var steps = new List<Step>();
        for (var at = 1; at < text.Length;)
        {
            var match = StepText().Match(text, at, text.Length - at);
            if (!match.Success)
            {
                return null;
            }

            steps.Add(Read(match));
            at += match.Length;
        }

        return new JsonPath(steps);
    }

    public IEnumerable<JsonElement> Find(JsonElement root) =>
        _steps.Aggregate<Step, IEnumerable<JsonElement>>([root], (found, step) => found.SelectMany(step.From));

    private static Step Read(Match match) =>
        match.Groups["name"] is { Success: true } name ? new Step(name.Value, null)
        : match.Groups["index"] is { Success: true } index ? new Step(null, int.Parse(index.ValueSpan, CultureInfo.InvariantCulture))
        : new Step(null, null);

    /// <summary>By name, by position, or with neither to everything inside.</summary>
    private sealed record Step(string? Name, int? Index)
    {
        public IEnumerable<JsonElement> From(JsonElement value) => (Name, Index, value.ValueKind) switch
        {
            ({ } name, _, JsonValueKind.Object) => value.TryGetProperty(name, out var member) ? [member] : [],
            (null, { } index, JsonValueKind.Array) => index < value.GetArrayLength() ? [value[index]] : [],
            (null, null, JsonValueKind.Array) => value.EnumerateArray(),
            (null, null, JsonValueKind.Object) => value.EnumerateObject().Select(member => member.Value),
            _ => [],
        };
    }

    [GeneratedRegex(
        @"\G(\.(?<name>[\p{L}_][\p{L}\p{N}_-]*)|\['(?<name>[^']+)'\]|\[""(?<name>[^""]+)""\]|\[(?<index>[0-9]{1,6})\]|\[\*\]|\.\*)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex StepText();
}
