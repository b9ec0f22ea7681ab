using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Lab.Chaos.Setup;

/// <summary>
/// Tries to restore the solution for the Aspire engine, with the user's own NuGet configuration. All of it, since all of it must open and build
/// once the engine is chosen. Every project has an obj folder for each engine, so that the one in use is not touched, and what was fetched
/// serves the first build.
/// </summary>
internal static partial class AspireRestore
{
    private const string AppHost = "src/AppHost";
    private const string Sdk = "Aspire.AppHost.Sdk";

    // A feed that drops packets must not hold up a set-up for ever; a first restore over a slow line takes about a minute.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Restores; never throws for a failed restore.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the restore is ended.</exception>
    public static async Task<RestoreProbe> TryAsync(string repository, TimeProvider time, CancellationToken cancellationToken)
    {
        var version = Version(repository);
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        string[] arguments = ["restore", "Lab.sln", "-p:LabEngine=aspire", "--nologo", "--verbosity", "quiet"];
        try
        {
            var (code, text) = await Tool.OutputAsync("dotnet", arguments, repository, either.Token);
            return new RestoreProbe(version, code == 0 ? null : Problem(text));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new RestoreProbe(version, $"no end within {Limit.TotalMinutes:0} minutes");
        }
    }

    /// <summary>The version that src/AppHost/AppHost.csproj names.</summary>
    public static string Version(string repository) =>
        XDocument.Load(Path.Combine(repository, AppHost, "AppHost.csproj")).Descendants("Import")
            .FirstOrDefault(import => import.Attribute("Sdk")?.Value == Sdk)?.Attribute("Version")?.Value
        ?? throw new UnreachableException($"AppHost.csproj imports {Sdk} with a version.");

    /// <summary>
    /// The first error that names Aspire, or the first of all: the packages that Aspire brings along would puzzle. In MSBuild's words without its place:
    /// <c>/r/AppHost.csproj : error NU1101: Unable to find package X. No packages exist with this id in source(s): feed [/r/AppHost.csproj]</c>
    /// </summary>
    public static string Problem(string output)
    {
        var errors = ErrorLine().Matches(output).Select(match => match.Groups["text"].Value).ToList();
        var first = errors.Find(error => error.Contains(" Aspire.", StringComparison.Ordinal)) ?? errors.FirstOrDefault() ?? output.Trim().Split('\n')[0];
        var withoutProject = first.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var at ? first[..at] : first;
        return withoutProject.Trim().TrimEnd('.');
    }

    [GeneratedRegex(@"error (?<text>[A-Z]+\d+:.*)", RegexOptions.NonBacktracking)]
    private static partial Regex ErrorLine();
}
