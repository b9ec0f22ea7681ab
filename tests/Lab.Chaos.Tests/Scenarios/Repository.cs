namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Finds the files that the repository ships.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Scenario(string file) => Path.Combine(Root, "scenarios", file);

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("Lab.sln is in no folder above the tests. Run them inside the repository."),
        _ when File.Exists(Path.Combine(folder.FullName, "Lab.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
