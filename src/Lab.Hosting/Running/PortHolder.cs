using System.Globalization;

namespace Lab.Hosting.Running;

/// <summary>Who listens on a port, as far as Linux lets us see.</summary>
internal static class PortHolder
{
    private const string Listening = "0A";

    /// <summary><c> by redis-server (process 4711)</c>, or nothing where it cannot be seen.</summary>
    public static string Describe(int port)
    {
        if (!OperatingSystem.IsLinux() || Inode(port) is not { } inode)
        {
            return "";
        }

        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
        {
            try
            {
                if (Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(fd => File.ResolveLinkTarget(fd, false)?.Name == inode))
                {
                    return $" by {File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {Path.GetFileName(process)})";
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended while we looked, or belongs to somebody else.
            }
        }

        return "";
    }

    // `  0: 0100007F:1F90 00000000:0000 0A … inode …`: local address in hexadecimal, state 0A = listening, inode in column 9.
    private static string? Inode(int port)
    {
        var wanted = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return ((string[])["/proc/net/tcp", "/proc/net/tcp6"])
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(f => f.Length > 9 && f[1].EndsWith(wanted, StringComparison.Ordinal) && f[3] == Listening)
            .Select(f => $"socket:[{f[9]}]")
            .FirstOrDefault();
    }
}
