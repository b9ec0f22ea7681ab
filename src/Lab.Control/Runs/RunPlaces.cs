using System.Security.Cryptography;
using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Backing;

namespace Lab.Control.Runs;

/// <summary>Chooses and makes the folders of a run.</summary>
internal static class RunPlaces
{
    private const int KeptRuns = 20;
    private const string SolutionFile = "Lab.sln";

    public static async Task<RunPlace> ChooseAsync(RunWishes wishes, TimeProvider time, CancellationToken cancellationToken)
    {
        var root = Root(wishes.RepositoryRoot);
        var id = wishes.RunId ?? FromEnvironment("LAB_RUN_ID") ?? NewId(time);
        if (id.Length > 64 || !char.IsAsciiLetterOrDigit(id[0]) || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new LabException($"LAB_RUN_ID is '{id}'; use at most 64 letters, digits, '-', '_' and '.', starting with a letter or digit.");
        }

        return new RunPlace
        {
            RunId = id,
            Root = root,
            Folder = Path.GetFullPath(wishes.RunFolder ?? FromEnvironment("LAB_RUN_FOLDER") ?? Path.Combine(root, ".lab", "runs", id)),
            TempFolder = Path.Combine(await TempRoot.GetAsync(cancellationToken), id),
            Start = wishes.Start ?? [.. (FromEnvironment(RunFile.StartVariable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        };
    }

    /// <summary>The folder of the repository: the wish, or that of Lab.sln above the binary, then above the current directory.</summary>
    public static string Root(string? wish) => wish ?? FindRoot();

    public static void Create(RunPlace place)
    {
        if (File.Exists(place.RunFile) || Directory.Exists(place.TempFolder))
        {
            throw new LabException($"A lab with the id '{place.RunId}' is running or was not cleared ({place.TempFolder}). Choose another LAB_RUN_ID.");
        }

        ForgetOldLogs(place);
        TempRoot.CreateFolder(place.TempFolder);
        Directory.CreateDirectory(RunFiles.FolderOf(place.Root));
        Directory.CreateDirectory(Path.GetDirectoryName(place.LogFile("any"))!);
    }

    // Only where the lab chose the folder itself: one that the caller named is the caller's.
    private static void ForgetOldLogs(RunPlace place)
    {
        var shelf = Path.Combine(place.Root, ".lab", "runs");
        if (Path.GetDirectoryName(place.Folder) == shelf && Directory.Exists(shelf))
        {
            // Names begin with the time of the run.
            foreach (var old in Directory.GetDirectories(shelf).OrderDescending(StringComparer.Ordinal).Skip(KeptRuns))
            {
                Directory.Delete(old, recursive: true);
            }
        }
    }

    // The binary first: `dotnet run --project` and an IDE start it with different current directories.
    private static string FindRoot() =>
        Above(AppContext.BaseDirectory) ?? Above(Directory.GetCurrentDirectory()) ?? Directory.GetCurrentDirectory();

    private static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionFile)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static string NewId(TimeProvider time) =>
        $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";

    private static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
