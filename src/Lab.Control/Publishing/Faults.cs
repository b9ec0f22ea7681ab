namespace Lab.Control.Publishing;

/// <summary>The faults of a scenario as they are written: scenarios/*/faults/*.yaml.</summary>
internal static class Faults
{
    /// <summary>File name to text; empty without a scenario or without faults.</summary>
    public static IReadOnlyDictionary<string, string> In(string? scenarioFolder) =>
        scenarioFolder is not null && Path.Combine(scenarioFolder, "faults") is var folder && Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.yaml").ToDictionary(file => Path.GetFileName(file), File.ReadAllText)
            : new Dictionary<string, string>();
}
