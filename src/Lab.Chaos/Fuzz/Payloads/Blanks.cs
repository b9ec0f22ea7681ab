using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Lab.Chaos.Fuzz.Payloads;

/// <summary>
/// What words in braces stand for in one request. Every trial has a key of its own, so that what one trial left behind cannot decide another.
/// <code>
/// {key} {stock} {operation} {process}    as in the scenario's workload
/// {uuid} {number}                        one for each request, as ids of that form
/// {key-uuid} {key-number}                one for all requests of a trial: the same id twice
/// {answer:0:orderId}                     what the trial's first step was answered
/// </code>
/// </summary>
internal sealed partial record Blanks
{
    /// <summary>Fills in nothing, for printing what a case is.</summary>
    public static readonly Blanks None = new() { Key = "{key}", Operation = "{operation}", Process = 0, Stock = 0, IsFilling = false };

    public required string Key { get; init; }

    public required string Operation { get; init; }

    public required int Process { get; init; }

    public required int Stock { get; init; }

    /// <summary>A value of an earlier answer, by step and name; null where there is none.</summary>
    public Func<int, string, string?> Answer { get; init; } = static (_, _) => null;

    /// <summary>Makes a value of another form of an id: the form (<c>uuid</c>, <c>number</c>) and the id.</summary>
    public Func<string, string, string> Derive { get; init; } = Derived;

    private bool IsFilling { get; init; } = true;

    /// <summary>The same id always gives the same value.</summary>
    public static string Derived(string form, string id) => form == "uuid" ? Uuid(id) : Number(id);

    public string Fill(string text) => !IsFilling || !text.Contains('{', StringComparison.Ordinal) ? text
        : Word().Replace(text, match => Value(match) ?? match.Value);

    /// <summary>Whether every answer that the text needs is there.</summary>
    public bool CanFill(string text) => Word().Matches(text).All(match => !match.Groups["step"].Success || Value(match) is not null);

    private string? Value(Match match)
    {
        if (match.Groups["step"] is { Success: true } step)
        {
            return Answer(int.Parse(step.ValueSpan, CultureInfo.InvariantCulture), match.Groups["name"].Value);
        }

        return match.Groups["word"].Value switch
        {
            "key" => Key,
            "operation" => Operation,
            "process" => Process.ToString(CultureInfo.InvariantCulture),
            "stock" => Stock.ToString(CultureInfo.InvariantCulture),
            "uuid" => Derive("uuid", Operation),
            "key-uuid" => Derive("uuid", Key),
            "number" => Derive("number", Operation),
            "key-number" => Derive("number", Key),
            _ => null,
        };
    }

    private static string Uuid(string text) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();

    // Positive and below 2^31, as ids of sequences are.
    private static string Number(string text) =>
        (1 + (BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % 2_000_000_000u)).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?<word>key-uuid|key-number|key|operation|process|stock|uuid|number)\}|\{answer:(?<step>[0-9]+):(?<name>[^{}]+)\}",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
