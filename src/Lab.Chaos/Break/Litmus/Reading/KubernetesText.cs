using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>Text as Kubernetes takes it: <c>value: 30</c> is a number there, and the whole document is refused.</summary>
internal static partial class KubernetesText
{
    extension(Field field)
    {
        /// <summary>Null after a problem; may be empty.</summary>
        public string? String()
        {
            if (field.Node is YamlScalar { Quoted: false, IsNull: false } scalar && IsOther().IsMatch(scalar.Text))
            {
                field.Wrong($"'{field.Path}' is {scalar.Text}, which YAML takes for a number or a truth value, and Kubernetes wants text. "
                    + $"Quote it: {field.Name}: \"{scalar.Text}\"");
                return null;
            }

            return field.Text();
        }

        /// <summary>As <see cref="String"/>, and not empty.</summary>
        public string? Filled()
        {
            var text = field.String();
            if (text is { Length: 0 })
            {
                field.Wrong($"'{field.Path}' is empty. Write for example: {field.Name}: {field.Example}");
                return null;
            }

            return text;
        }
    }

    [GeneratedRegex(
        @"^([-+]?(\.[0-9_]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?|[-+]?0[xob][0-9a-fA-F_]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsOther();
}
