using System.Numerics;
using Lab.Chaos.Fuzz.Boundaries;
using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Shrinking;

/// <summary>Values of the same kind that are shorter, shallower or nearer to zero.</summary>
internal static class SimplerValues
{
    // Longer texts are halved first; then each letter is tried.
    private const int LettersTried = 24;

    public static IEnumerable<Boundary> Of(Mutation mutation, FuzzStep step) => [.. SameId(mutation, step), .. OfValue(mutation, step.Operation)];

    /// <summary>Whatever odd id all clients send: most often it is not that it is odd that matters, but that it is one id.</summary>
    public static IEnumerable<Boundary> SameId(Mutation mutation, FuzzStep step) =>
        step.Clients > 1 && mutation.Boundary.Group != IdBoundaries.Group
            && step.Operation.Fields().FirstOrDefault(field => field.Path == mutation.Field).Rule is { } rule
            ? IdBoundaries.Of(rule)
            : [];

    private static IEnumerable<Boundary> OfValue(Mutation mutation, FuzzOperation operation) => mutation.Boundary.Value switch
    {
        JsonLong { Count: > 1 } text => Halves(text.Count).Select(count => mutation.Boundary with { Name = $"{count} long", Value = text with { Count = count } }),
        JsonNested { Depth: > 1 } nested => Halves(nested.Depth).Select(depth => mutation.Boundary with { Name = $"{depth} deep", Value = new JsonNested(depth) }),
        JsonString { Text.Length: > 1 } text when !text.Text.Contains('{', StringComparison.Ordinal) =>
            Shorter(text.Text).Select(shorter => mutation.Boundary with { Name = "shortened", Value = new JsonString(shorter) }),
        JsonRaw raw when BigInteger.TryParse(raw.Text, out var number) => Nearer(number, mutation.Field, operation),
        JsonRaw { Text.Length: > 1_000 } raw =>
            Halves(raw.Text.Length).Select(length => mutation.Boundary with { Name = $"{length} long", Value = new JsonRaw(raw.Text[..length]) }),
        JsonItems { Items.Count: > 2 } items =>
            Halves(items.Items.Count).Select(count => mutation.Boundary with { Name = $"{count} items", Value = new JsonItems([.. items.Items.Take(count)]) }),
        _ => [],
    };

    // A threshold of n is found in about log n steps, to within an eighth.
    private static int[] Halves(int count) => [.. new[] { 1, count / 2, count - (count / 4), count - (count / 8), }.Where(less => less > 0 && less < count).Distinct()];

    private static IEnumerable<string> Shorter(string text)
    {
        var half = text.Length / 2;
        IEnumerable<string> halves = [text[..half], text[half..]];
        return text.Length > LettersTried ? halves : halves.Concat(Enumerable.Range(0, text.Length).Select(n => text.Remove(n, 1))).Distinct();
    }

    private static IEnumerable<Boundary> Nearer(BigInteger number, FieldPath field, FuzzOperation operation)
    {
        var rule = operation.Fields().FirstOrDefault(one => one.Path == field).Rule?.Value ?? new ValueRule { Type = ValueKind.Integer };
        return IntegerBoundaries.Of(rule)
            .Select(boundary => (Boundary: boundary, Value: BigInteger.TryParse(((JsonRaw)boundary.Value).Text, out var value) ? value : (BigInteger?)null))
            .Where(one => one.Value is { } value && BigInteger.Abs(value) < BigInteger.Abs(number))
            .OrderBy(one => BigInteger.Abs(one.Value!.Value))
            .Select(one => one.Boundary);
    }
}
