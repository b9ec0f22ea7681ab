using System.Globalization;
using Lab.Contracts;

namespace Lab.Bench;

/// <summary><c>--name value</c> pairs and the flag <c>--json</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];

    public bool Json { get; private init; }

    public static Arguments Parse(ReadOnlySpan<string> arguments, IReadOnlyList<string> known)
    {
        var parsed = new Arguments { Json = arguments.Contains("--json") };
        for (var n = 0; n < arguments.Length; n++)
        {
            if (arguments[n] == "--json")
            {
                continue;
            }

            var name = arguments[n];
            if (!known.Contains(name) || n + 1 == arguments.Length)
            {
                throw new LabException($"'{name}' is not an option with a value. Known: {string.Join(", ", known)}, --json.");
            }

            parsed._values[name] = arguments[++n];
        }

        return parsed;
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Number(string name, int otherwise) =>
        !_values.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new LabException($"{name} is '{text}'; it must be a whole number from 1.");
}
