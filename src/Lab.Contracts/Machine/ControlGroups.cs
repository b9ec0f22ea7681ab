using System.Runtime.InteropServices;

namespace Lab.Contracts.Machine;

/// <summary>
/// Where Linux keeps quotas. Version 1 has a tree per controller (<c>/sys/fs/cgroup/cpu</c>), version 2 one tree for all. Chosen by where the
/// controller is: hybrid mounts have an empty version 2.
/// </summary>
public static class ControlGroups
{
    /// <summary>Where they are mounted.</summary>
    public const string Root = "/sys/fs/cgroup";

    private const int Writable = 2;

    /// <summary>The tree that has the controller, and its version; null when none has.</summary>
    /// <param name="controller">For example <c>cpu</c>, <c>memory</c>.</param>
    public static (string Folder, int Version)? Tree(string controller)
    {
        var own = Path.Combine(Root, controller);
        if (File.Exists(Path.Combine(own, "cgroup.procs")))
        {
            return (own, 1);
        }

        var controllers = Path.Combine(Root, "cgroup.controllers");
        return File.Exists(controllers) && File.ReadAllText(controllers).Split(' ', '\n').Contains(controller) ? (Root, 2) : null;
    }

    /// <summary>Why this user cannot limit processes on this machine, with the mend; null when nothing speaks against it. Changes nothing.</summary>
    public static string? Problem(params IReadOnlyList<string> controllers)
    {
        if (!OperatingSystem.IsLinux())
        {
            return $"{(OperatingSystem.IsMacOS() ? "macOS has no quota for a single process" : "Quotas are built for Linux only so far")}. Run the lab on Linux{(OperatingSystem.IsWindows() ? ", WSL2 for one" : "")}.";
        }

        foreach (var controller in controllers)
        {
            if (Tree(controller) is not (var folder, _))
            {
                return $"This system has no control group controller '{controller}' under {Root}.";
            }

            if (access(folder, Writable) != 0)
            {
                return $"This user may not make control groups in {folder}. Run the lab as root, or let it own a control group: systemd-run --user --scope -p Delegate=yes ./lab …";
            }
        }

        return null;
    }

    // Also says no for root where the tree is mounted read-only, as in most containers.
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
