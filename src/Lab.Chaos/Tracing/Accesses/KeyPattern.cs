using System.Text.RegularExpressions;

namespace Lab.Chaos.Tracing.Accesses;

/// <summary>
/// A key without what differs from request to request: <c>stock:event-7</c> and <c>stock:event-8</c> are both <c>stock:{}</c>. A part between
/// separators that has a digit in it is taken for an id, as ids have them and names seldom do.
/// </summary>
internal static partial class KeyPattern
{
    public static string Of(string key) => WithDigit().Replace(key, "{}");

    [GeneratedRegex("[^:/|.{}]*[0-9][^:/|.{}]*", RegexOptions.None, 1000)]
    private static partial Regex WithDigit();
}
