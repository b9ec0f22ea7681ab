using System.Text.Json;

namespace Lab.Chaos.Isolate.Stubs.Matching;

/// <summary>How exact <c>equalToJson</c> is. Both default to false, as in WireMock.</summary>
internal sealed record JsonTolerance(bool IgnoreArrayOrder, bool IgnoreExtraElements);

/// <summary>Whether two JSON values mean the same: order of keys, white space and the notation of numbers (1, 1.0, 1e0) do not count.</summary>
internal static class JsonEquality
{
    public static bool Holds(JsonElement expected, JsonElement actual, JsonTolerance tolerance) =>
        (expected.ValueKind, actual.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => Objects(expected, actual, tolerance),
            (JsonValueKind.Array, JsonValueKind.Array) => tolerance.IgnoreArrayOrder
                ? Unordered([.. expected.EnumerateArray()], [.. actual.EnumerateArray()], tolerance)
                : Ordered([.. expected.EnumerateArray()], [.. actual.EnumerateArray()], tolerance),
            (JsonValueKind.String, JsonValueKind.String) => expected.ValueEquals(actual.GetString()),
            (JsonValueKind.Number, JsonValueKind.Number) => Numbers(expected, actual),
            var (a, b) => a == b,
        };

    private static bool Objects(JsonElement expected, JsonElement actual, JsonTolerance tolerance) =>
        (tolerance.IgnoreExtraElements || actual.EnumerateObject().Count() == expected.EnumerateObject().Count())
        && expected.EnumerateObject().All(member =>
            actual.TryGetProperty(member.Name, out var other) && Holds(member.Value, other, tolerance));

    private static bool Ordered(JsonElement[] expected, JsonElement[] actual, JsonTolerance tolerance) =>
        (tolerance.IgnoreExtraElements ? actual.Length >= expected.Length : actual.Length == expected.Length)
        && expected.Zip(actual).All(pair => Holds(pair.First, pair.Second, tolerance));

    // Each expected element takes the first that fits. That is a true matching unless elements are themselves tolerant of
    // extra members and overlap, where a stub written by hand would be unreadable anyway.
    private static bool Unordered(JsonElement[] expected, JsonElement[] actual, JsonTolerance tolerance)
    {
        var left = actual.ToList();
        foreach (var element in expected)
        {
            var at = left.FindIndex(candidate => Holds(element, candidate, tolerance));
            if (at < 0)
            {
                return false;
            }

            left.RemoveAt(at);
        }

        return tolerance.IgnoreExtraElements || left.Count == 0;
    }

    private static bool Numbers(JsonElement expected, JsonElement actual) =>
        expected.TryGetDecimal(out var a) && actual.TryGetDecimal(out var b) ? a == b
            : expected.GetDouble().Equals(actual.GetDouble());
}
