using Lab.Contracts;
using Lab.Control.Processes;

namespace Lab.Control.Backing;

/// <summary>
/// The lab's folder under the temporary folder, one per user: <c>/tmp/lab-0</c>. Not under the repository, which may lie in a home
/// directory that the account PostgreSQL drops to cannot enter.
/// </summary>
internal static class TempRoot
{
    // Others may pass through to what belongs to them, but not look around.
    private const UnixFileMode PassThrough =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Creates or checks it.</summary>
    /// <exception cref="LabException">Somebody else owns the name, so that our data would be at their mercy.</exception>
    public static async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            // The temporary folder is the user's own there.
            return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "lab")).FullName;
        }

        var root = Path.Combine(Path.GetTempPath(), $"lab-{PosixSignals.EffectiveUser()}");
        Directory.CreateDirectory(root, PassThrough);

        // The temporary folder is open to all: another user may have made this name first, or a link to somewhere else.
        var owned = await Command.RunAsync("/bin/sh", ["-c", "[ -O \"$1\" ] && ! [ -L \"$1\" ]", "sh", root], cancellationToken);
        if (owned.ExitCode != 0)
        {
            throw new LabException($"{root} belongs to another user or is a link. Remove it, or set TMPDIR to a folder of your own.");
        }

        File.SetUnixFileMode(root, PassThrough);
        return root;
    }

    /// <summary>Makes a folder of a fresh name below the root.</summary>
    public static async Task<string> CreateFolderAsync(string prefix, CancellationToken cancellationToken)
    {
        var name = $"{prefix}-{Guid.NewGuid():N}"[..(prefix.Length + 9)];
        return CreateFolder(Path.Combine(await GetAsync(cancellationToken), name));
    }

    /// <summary>Makes one folder that others may pass through.</summary>
    public static string CreateFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, PassThrough).FullName;
}
