using System.Globalization;

namespace Lab.Chaos.Predict.Calibration;

/// <summary>
/// Processor time of processes from Linux' <c>/proc/&lt;pid&gt;/task/*/schedstat</c>: time on a processor and time waiting for one, both
/// ns, and the number of time slices. Example: <c>215338127 8204311 1190</c>.
/// </summary>
internal static class Schedstat
{
    public static bool IsThere => File.Exists("/proc/self/schedstat");

    /// <summary>The first number, ns; 0 for what is no such line, as a thread that has just ended leaves.</summary>
    public static long Parse(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOf(' ');
        return end > 0 && long.TryParse(line[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds) ? nanoseconds : 0;
    }

    /// <summary>The parent's number from <c>/proc/&lt;pid&gt;/stat</c>; null when there is none. The name may hold blanks and brackets: <c>42 (a) b) S 17 …</c>.</summary>
    public static int? ParseParent(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent) ? parent : null;
    }

    /// <summary>Of all threads of one process, ns; 0 when it is gone.</summary>
    public static long Of(int pid) => Tasks(pid).Sum(task => Parse(Text(Path.Combine(task, "schedstat"))));

    /// <summary>Of a process and everything that it started, ns.</summary>
    public static long OfTree(int pid) => Of(pid) + Children(pid).Sum(OfTree);

    /// <summary>Null for a process without one that could be looked at.</summary>
    public static int? Parent(int pid) => ParseParent(Text($"/proc/{pid}/stat")) is > 1 and { } parent ? parent : null;

    private static IEnumerable<int> Children(int pid) =>
        Tasks(pid).SelectMany(task => Text(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture));

    private static string[] Tasks(int pid)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{pid}/task");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Threads and processes end while they are looked at.
    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
