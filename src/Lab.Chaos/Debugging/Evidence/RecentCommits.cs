using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Setup;
using Lab.Contracts.Machine;

namespace Lab.Chaos.Debugging.Evidence;

/// <summary>Who changed the suspect's code lately: most bugs are younger than the code around them.</summary>
internal static partial class RecentCommits
{
    private const int Most = 8;

    /// <summary>Folders of the projects of the services that the suspect's variables go to; of all services of ours where it sets none.</summary>
    /// <param name="repository">Absolute path.</param>
    /// <param name="scenario">Names the AppHost, which says which project serves which name.</param>
    /// <param name="suspect">Whose services.</param>
    public static IReadOnlyList<string> Paths(string repository, Scenario scenario, Variant suspect)
    {
        var program = Path.Combine(repository, scenario.Target.AppHost ?? "", "AppHost.cs");
        if (scenario.Target.AppHost is null || !File.Exists(program))
        {
            return [];
        }

        var services = suspect.Environment.Count > 0 ? suspect.Environment.Keys : scenario.Services.Select(service => service.Name);
        var projects = Added().Matches(File.ReadAllText(program))
            .Where(added => services.Contains(added.Groups["name"].Value))
            .Select(added => added.Groups["project"].Value.Replace('_', '.') + ".csproj")
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Directory.EnumerateFiles(Path.Combine(repository, "src"), "*.csproj", SearchOption.AllDirectories)
                .Where(file => projects.Contains(Path.GetFileName(file)))
                .Select(file => Path.GetRelativePath(repository, Path.GetDirectoryName(file)!))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Empty where there is no git, or no history.</summary>
    public static async Task<IReadOnlyList<Commit>> OfAsync(string repository, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (paths.Count == 0 || Programs.Find("git") is not { } git)
        {
            return [];
        }

        string[] arguments = ["log", $"-{Most}", "--no-merges", "--date=short", "--pretty=format:%h%x09%ad%x09%s", "--", .. paths];
        var (code, text) = await Tool.OutputAsync(git, arguments, repository, cancellationToken);
        return code != 0
            ? []
            : [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t', 3)).OfType<string[]>()
                .Where(parts => parts.Length == 3).Select(parts => new Commit(parts[0], parts[1], parts[2]))];
    }

    // builder.AddProject<Projects.Lab_Services_Catalog>("catalog", launchProfileName: null)
    [GeneratedRegex("""AddProject<Projects\.(?<project>\w+)>\("(?<name>[^"]+)",""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Added();
}
