using Lab.Contracts;

namespace Lab.Control.Processes;

/// <summary>A place with limits, as control groups: entered by a command before a process starts, or by moving a running launcher in.</summary>
/// <param name="Groups">Folders of the control groups; empty when nothing is limited.</param>
internal sealed record Quota(IReadOnlyList<string> Groups)
{
    public static Quota None { get; } = new([]);

    /// <summary>
    /// Words in front of a command: <c>sh -c 'for g; …; exec "$@"' sh GROUP… -- program</c>. The shell puts itself inside and becomes the program.
    /// </summary>
    public IReadOnlyList<string> Entrance => Groups.Count == 0 ? [] :
    [
        "/bin/sh", "-c", "while [ \"$1\" != -- ]; do echo $$ > \"$1/cgroup.procs\" || exit 125; shift; done; shift; exec \"$@\"", "sh",
        .. Groups, "--",
    ];

    /// <summary>Moves one process in; what it starts from now on is inside as well.</summary>
    public void Enter(int pid)
    {
        foreach (var group in Groups)
        {
            try
            {
                File.WriteAllText(Path.Combine(group, "cgroup.procs"), $"{pid}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new LabException($"Process {pid} could not be moved into {group}: {e.Message} Has it ended?", e);
            }
        }
    }

    /// <summary>Whether the process is inside all of it.</summary>
    public bool Holds(int pid) => Groups.All(group => ProcFiles.Groups(pid).Any(inside => group.EndsWith(inside, StringComparison.Ordinal)));
}
