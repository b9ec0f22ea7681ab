using System.Text.RegularExpressions;

namespace Lab.Chaos.Isolate.Stubs.Matching;

/// <summary>One of WireMock's four ways to name an address: the whole of it or the path alone, literally or by pattern.</summary>
/// <param name="Literal">What it must equal; null when <paramref name="Pattern"/> decides.</param>
/// <param name="Pattern">What it must match from end to end; null when <paramref name="Literal"/> decides.</param>
/// <param name="PathOnly">True when the query does not count: <c>urlPath</c>, <c>urlPathPattern</c>.</param>
internal sealed record UrlPattern(string? Literal, Regex? Pattern, bool PathOnly)
{
    public bool Matches(in StubRequest request)
    {
        var seen = PathOnly ? request.Path : request.Url;
        return Literal is not null ? seen.SequenceEqual(Literal) : Pattern!.IsMatch(seen);
    }
}
