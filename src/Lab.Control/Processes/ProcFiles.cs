using System.Globalization;
using System.Text;

namespace Lab.Control.Processes;

/// <summary>What Linux tells about processes under /proc. Every read may meet a process that has just ended.</summary>
internal static class ProcFiles
{
    /// <summary>State letter of the process: R, S, D, T (stopped), Z (ended, not yet collected); null when it is gone.</summary>
    public static char? State(int pid) => Stat(pid)?.State;

    /// <summary>The process and everything below it, parents first.</summary>
    public static IReadOnlyList<int> Tree(int root)
    {
        var children = Pids().Select(pid => (Pid: pid, Stat(pid)?.Parent)).ToLookup(p => p.Parent, p => p.Pid);
        List<int> tree = [root];
        for (var next = 0; next < tree.Count; next++)
        {
            tree.AddRange(children[tree[next]]);
        }

        return tree;
    }

    /// <summary>The words that it was started with; empty when it is gone.</summary>
    public static IReadOnlyList<string> CommandLine(int pid) => Read($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Paths of its control groups below their mounts; the lines are <c>4:cpu,cpuacct:/lab-42/solo</c>.</summary>
    public static IEnumerable<string> Groups(int pid) => Read($"/proc/{pid}/cgroup")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 3)[^1]).Where(path => path.Length > 1);

    /// <summary>Processes whose environment at their start held the entry, for example <c>LAB_CHILD_OF=x</c>.</summary>
    public static IReadOnlyList<int> WithEnvironment(string entry)
    {
        // The file is `A=1\0B=2\0`; framing both sides in zeros keeps `LAB_CHILD_OF=x1` from matching `x`.
        var wanted = $"\0{entry}\0";
        return [.. Pids().Where(pid => ("\0" + Read($"/proc/{pid}/environ")).Contains(wanted, StringComparison.Ordinal))];
    }

    /// <summary>When the process was started, in the kernel's ticks: with its id it names one process for ever. Null when it is gone.</summary>
    public static string? Started(int pid) => Fields(pid) is { Length: > 19 } fields ? fields[19] : null;   // field 22, counted from the state, which is 3

    public static IReadOnlyList<int> Threads(int pid)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{pid}/task").Select(thread => int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static IEnumerable<int> Pids() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where char.IsAsciiDigit(name[0])
        select int.Parse(name, CultureInfo.InvariantCulture);

    private static (char State, int Parent)? Stat(int pid) =>
        Fields(pid) is { } fields ? (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture)) : null;

    // `42 (tmux: server) S 1 42 …`: the name may hold spaces and brackets, so count from the last bracket; the first field is the state.
    private static string[]? Fields(int pid)
    {
        var text = Read($"/proc/{pid}/stat");
        var end = text.LastIndexOf(')');
        return end < 0 ? null : text[(end + 2)..].Split(' ');
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path, Encoding.Latin1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
