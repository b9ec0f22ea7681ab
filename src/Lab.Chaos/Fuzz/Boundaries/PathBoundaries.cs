using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>What stands between two slashes of a path, and what routers stumble over.</summary>
internal static class PathBoundaries
{
    private const int Long = 6_000;

    public static readonly IReadOnlyList<Boundary> All =
    [
        new("empty path segment", "nothing", new JsonRaw("")),
        new("odd escape in a path", "%00", new JsonRaw("%00")),
        new("odd escape in a path", "%zz", new JsonRaw("%zz")),
        new("odd escape in a path", "%2F", new JsonRaw("%2F")),
        new("odd escape in a path", "%ED%A0%80", new JsonRaw("%ED%A0%80")),
        new("odd escape in a path", "%C0%AF", new JsonRaw("%C0%AF")),
        new("dots in a path", "..", new JsonRaw("..")),
        new("dots in a path", "%2e%2e", new JsonRaw("%2e%2e")),
        new("long path segment", $"{Long} letters", new JsonLong("x", Long)),
    ];
}
