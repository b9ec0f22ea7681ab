using Lab.Chaos.Predict;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;

namespace Lab.Chaos.Tests.Predict;

/// <summary>
/// Small systems of which it is known what is wrong and where: folder Systems, one file each. The first line names the wrong boundary;
/// variant <c>wrong</c> is the system as it is, variant <c>repaired</c> its nearest twin that is right.
/// </summary>
internal static class CalibrationSystems
{
    private const string Marker = "# wrong: ";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Lab.Chaos.Tests", "Predict", "Systems");

    public static IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static Scenario Read(string name) => ScenarioReader.Read(PathOf(name));

    /// <summary>As <c>coupons -> redis</c>.</summary>
    public static string WrongBoundary(string name)
    {
        var first = File.ReadLines(PathOf(name)).First();
        Assert.StartsWith(Marker, first, StringComparison.Ordinal);
        return first[Marker.Length..];
    }

    public static SystemModel Wrong(string name) => Model(name, "wrong");

    public static SystemModel Repaired(string name) => Model(name, "repaired");

    private static SystemModel Model(string name, string variant)
    {
        var scenario = Read(name);
        return Modelled.Of(scenario, scenario.Variants.Single(known => known.Name == variant), processors: null);
    }

    private static string PathOf(string name) => Path.Combine(Folder, $"{name}.yaml");
}
