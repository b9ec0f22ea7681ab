using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>invariants</c>: comparisons of columns that the state queries return, and built-in checks of the history.</summary>
/// <param name="columns">What can be compared.</param>
/// <param name="hasRecords">Whether the file says which operations the system kept.</param>
/// <param name="failures">Replies that say that nothing happened.</param>
/// <param name="seen">What requests of the workload say is to be compared of their answers.</param>
internal sealed partial class InvariantsReader(
    StateColumns columns, bool hasRecords, IReadOnlyList<DefiniteFailure> failures, IReadOnlyCollection<string> seen)
{
    private readonly ModelReader _models = new(failures, seen);

    public IReadOnlyList<Invariant> Read(Field? field)
    {
        IReadOnlyList<Field> entries = field.AtLeastOne("{ holds: sold <= capacity }");

        return [.. entries.Select(Invariant).OfType<Invariant>()];
    }

    private Invariant? Invariant(Field field)
    {
        _ = field.HasPlainName();
        if (field.Section(Grammar.Invariant) is not { } section)
        {
            return null;
        }

        Field? kind = section.ExactlyOne("holds", "check");
        if (section["check"] is not null && section["within"] is { } late)
        {
            late.WrongName($"'{late.Path}' has no meaning: a history does not change after recovery. Remove it.");
        }

        string? check = kind?.Name == "check" ? Check(kind) : null;
        return new Invariant
        {
            Name = field.Name,
            Holds = kind?.Name == "holds" ? Comparison(kind) : null,
            Check = check,
            Model = _models.Read(section, check),
            Within = section["within"]?.Duration() ?? TimeSpan.Zero,
            Otherwise = section["otherwise"]?.Choice(Words.Otherwise) ?? Verdict.Violated,
        };
    }

    private Comparison? Comparison(Field field)
    {
        if (field.Text() is not { } text)
        {
            return null;
        }

        Match match = LeftOperatorRight().Match(text);
        if (!match.Success)
        {
            return field.Not<Comparison>("two columns or numbers with one of <=, <, >=, >, =, != between them");
        }

        string[] sides = [match.Groups["left"].Value, match.Groups["right"].Value];
        string[] compared = [.. sides.Where(side => !double.TryParse(side, CultureInfo.InvariantCulture, out _))];
        if (compared.Length == 0)
        {
            field.Wrong($"'{field.Path}' compares two numbers, which says nothing about the system. Compare a column, for example "
                + $"{field.Example}.");
        }

        foreach (string column in compared.Where(column => !columns.Has(column)))
        {
            field.Wrong($"No query in 'state' returns column '{column}', which '{field.Path}' compares. "
                + Suggest.Among(column, columns.Known));
        }

        return new Comparison(sides[0], match.Groups["operator"].Value, sides[1]);
    }

    private string? Check(Field field)
    {
        string? name = field.Text();
        if (name is not null && !Words.Checks.Contains(name))
        {
            field.Wrong($"Unknown check '{name}' in '{field.Path}'. {Suggest.Among(name, Words.Checks)}");
        }
        else if (name is not null && Words.ChecksOfSeen.Contains(name) && seen.Count == 0)
        {
            field.Wrong($"'{name}' in '{field.Path}' compares what the answers of requests show, and no request says what that is. "
                + $"Add for example to 'workload.request': seen: {Grammar.ContendedRequest["seen"].Example}");
        }
        else if (Words.RecordChecks.Contains(name) && !hasRecords)
        {
            field.Wrong($"'{name}' in '{field.Path}' compares the history with what the system kept, and nothing reads that. "
                + $"Add for example: records: {Grammar.Scenario["records"].Example}");
        }

        return name;
    }

    [GeneratedRegex(
        @"^\s*(?<left>[A-Za-z_]\w*|-?[0-9]+(\.[0-9]+)?)\s*(?<operator><=|>=|!=|<|>|=)\s*(?<right>[A-Za-z_]\w*|-?[0-9]+(\.[0-9]+)?)\s*$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex LeftOperatorRight();
}
