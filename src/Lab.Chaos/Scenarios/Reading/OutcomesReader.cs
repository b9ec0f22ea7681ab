using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>
/// Reads <c>outcomes</c>: which statuses mean that the request happened, and which that it certainly did not, alone (<c>409</c>)
/// or together with the problem document's code (<c>"503 lease-busy"</c>).
/// </summary>
internal static partial class OutcomesReader
{
    private const int LowestStatus = 200;
    private const int HighestStatus = 599;

    public static OutcomeRules? Read(Field? field)
    {
        if (field?.Section(Grammar.Outcomes) is not { } section)
        {
            return null;
        }

        IReadOnlyList<int> ok = Ok(section["ok"]);

        return new OutcomeRules { Ok = ok, Fail = section["fail"] is { } fail ? Failures(fail, "\"503 lease-busy\"", ok) : [] };
    }

    /// <summary>A list of statuses, alone or with a problem document's code.</summary>
    /// <param name="field">The list.</param>
    /// <param name="example">One item of it.</param>
    /// <param name="ok">Statuses that it must not have alone.</param>
    public static IReadOnlyList<DefiniteFailure> Failures(Field field, string example, params IReadOnlyList<int> ok) =>
        [.. field.Items(example).Select(item => Failure(item, ok)).OfType<DefiniteFailure>()];

    private static IReadOnlyList<int> Ok(Field? field)
    {
        IReadOnlyList<Field> items = field?.Items("200") ?? [];
        if (field?.Node is YamlList && items.Count == 0)
        {
            field.Wrong("'workload.outcomes.ok' is empty; no reply could ever mean success. Write for example: ok: [200, 201]");
        }

        return [.. items.Select(item => item.Integer(LowestStatus, HighestStatus)).OfType<int>()];
    }

    private static DefiniteFailure? Failure(Field item, IReadOnlyList<int> ok)
    {
        Match match = StatusAndCode().Match(item.Node is YamlScalar scalar ? scalar.Text : "");
        if (!match.Success)
        {
            return item.Not<DefiniteFailure>("a status, alone or followed by a problem code in quotes");
        }

        int status = int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture);
        string? code = match.Groups["code"] is { Success: true } group ? group.Value : null;
        if (code is null && ok.Contains(status))
        {
            item.Wrong($"Status {status} is listed under 'ok' and under 'fail'. Remove one, or add a code: \"{status} sold-out\".");
        }
        else if (code is null && status >= 500)
        {
            item.Wrong($"Status {status} alone does not say that nothing was written. Name the code that does, for example "
                + $"\"{status} lease-busy\", or leave it out: replies that are not listed count as unknown.");
        }

        return new DefiniteFailure(status, code);
    }

    [GeneratedRegex("^(?<status>[2-5][0-9]{2})( (?<code>[A-Za-z0-9._-]+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusAndCode();
}
