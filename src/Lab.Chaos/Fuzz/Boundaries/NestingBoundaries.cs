using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>Lists within lists: parsers and whoever walks the tree recurse, and stacks end.</summary>
internal static class NestingBoundaries
{
    public static readonly IReadOnlyList<Boundary> All =
    [
        new("deep nesting", "63 deep", new JsonNested(63)),
        new("deep nesting", "65 deep", new JsonNested(65)),
        new("deep nesting", "1000 deep", new JsonNested(1_000)),
        new("deep nesting", "20000 deep", new JsonNested(20_000)),
    ];
}
