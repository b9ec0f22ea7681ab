using System.Text.RegularExpressions;
using Lab.Chaos.Collect;

namespace Lab.Chaos.Tracing.Accesses;

/// <summary>
/// What SQL statements do to which tables. Spans carry the text without its parameters, so a table is as near as it comes: within one volley, whose
/// requests are all about one key, that is near enough.
/// </summary>
internal static partial class SqlAccesses
{
    /// <param name="span">The statement's span.</param>
    /// <param name="resource">Which server.</param>
    /// <param name="text">One statement, or several with semicolons between.</param>
    public static IReadOnlyList<Access> Of(SpanRecord span, string resource, string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(statement => OfStatement(span, resource, statement))];

    private static IEnumerable<Access> OfStatement(SpanRecord span, string resource, string statement)
    {
        // An insert or update that reads is a write first; `on conflict do nothing` changes nothing about that.
        if (Insert().Match(statement) is { Success: true } insert)
        {
            return [Of(AccessKind.Write, "insert into", insert, isNew: true)];
        }

        if (Update().Match(statement) is { Success: true } update)
        {
            return [Of(AccessKind.Write, "update", update)];
        }

        if (Delete().Match(statement) is { Success: true } delete)
        {
            return [Of(AccessKind.Write, "delete from", delete)];
        }

        var isLocking = ForUpdate().IsMatch(statement);
        return Select().IsMatch(statement)
            ? From().Matches(statement).DistinctBy(match => match.Groups["table"].Value).Select(match => Of(AccessKind.Read, "select from", match, isLocking: isLocking))
            : [];

        Access Of(AccessKind kind, string verb, Match match, bool isNew = false, bool isLocking = false)
        {
            var table = match.Groups["table"].Value.Trim('"').ToLowerInvariant();
            return new Access
            {
                Cell = new Cell(resource, table),
                Kind = kind,
                Text = $"{verb} {table}{(isLocking ? " for update" : "")}",
                Value = span.Attributes.GetValueOrDefault(AccessReader.Value),
                IsNew = isNew,
                IsLocking = isLocking,
                Span = span,
            };
        }
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    [GeneratedRegex("""^insert\s+into\s+(?<table>[\w."]+)""", Options)]
    private static partial Regex Insert();

    [GeneratedRegex("""^update\s+(?<table>[\w."]+)""", Options)]
    private static partial Regex Update();

    [GeneratedRegex("""^delete\s+from\s+(?<table>[\w."]+)""", Options)]
    private static partial Regex Delete();

    [GeneratedRegex("""^(select|with)\s""", Options)]
    private static partial Regex Select();

    [GeneratedRegex("""\s(from|join)\s+(?<table>[\w."]+)""", Options)]
    private static partial Regex From();

    [GeneratedRegex("""\sfor\s+(no\s+key\s+)?update""", Options)]
    private static partial Regex ForUpdate();
}
