using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lab.Chaos.Stress.Loads;

/// <summary>
/// A place in a JSON document, in the part of RFC 9535 that names one value: <c>$.orderId</c>, <c>$.items[0].id</c>, <c>$['odd name']</c>,
/// <c>$.items[-1]</c> for the last.
/// </summary>
internal sealed partial class JsonPath
{
    private readonly IReadOnlyList<(string? Name, int Index)> _steps;
    private readonly string _text;

    private JsonPath(string text, IReadOnlyList<(string? Name, int Index)> steps) => (_text, _steps) = (text, steps);

    /// <summary>Null when it is not understood.</summary>
    public static JsonPath? Parse(string text)
    {
        var match = Form().Match(text);
        return !match.Success ? null : new JsonPath(text,
        [
            .. match.Groups["step"].Captures.Select(step => step.Value switch
            {
                ['.', .. var name] => (name, 0),
                ['[', '\'' or '"', .. var name, _, ']'] => (name, 0),
                var index => ((string?)null, int.Parse(index[1..^1], CultureInfo.InvariantCulture)),
            }),
        ]);
    }

    /// <summary>The text, number or truth value there as text; null when there is none, or an object or a list.</summary>
    public string? Find(JsonElement root)
    {
        var at = root;
        foreach (var (name, index) in _steps)
        {
            if (name is not null)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                {
                    return null;
                }
            }
            else if (at.ValueKind != JsonValueKind.Array || (index < 0 ? at.GetArrayLength() + index : index) is var item && (item < 0 || item >= at.GetArrayLength()))
            {
                return null;
            }
            else
            {
                at = at[item];
            }
        }

        return at.ValueKind switch
        {
            JsonValueKind.String => at.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => at.GetRawText(),
            _ => null,
        };
    }

    public override string ToString() => _text;

    [GeneratedRegex(
        """^\$(?<step>\.[A-Za-z_][A-Za-z0-9_-]*|\[-?[0-9]{1,6}\]|\['[^']+'\]|\["[^"]+"\])+$""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
