namespace Lab.Control.Publishing;

/// <summary>The faults of a scenario as they are written: scenarios/*/faults/*.yaml.</summary>
internal static class Faults
{
    /// <summary>Folder of a scenario by its name, or by the path of its file; null when it is nowhere.</summary>
    public static string? ScenarioFolder(string scenario, string repository)
    {
        string[] places = [Path.Combine(repository, "scenarios", scenario), Path.GetDirectoryName(Path.GetFullPath(scenario, repository))!];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, "scenario.yaml")));
    }

    /// <summary>File name to text; empty without a scenario or without faults.</summary>
    public static IReadOnlyDictionary<string, string> In(string? scenarioFolder) =>
        scenarioFolder is not null && Path.Combine(scenarioFolder, "faults") is var folder && Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.yaml").ToDictionary(file => Path.GetFileName(file), File.ReadAllText)
            : new Dictionary<string, string>();
}
