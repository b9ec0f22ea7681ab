using System.Globalization;

namespace Lab.Chaos.Links;

/// <summary>
/// Linux: which process is at the other end of a connection on this machine: <c>port -> /proc/net/tcp -> inode -> /proc/pid/fd</c>. Looked up only while a
/// toxic asks for it: it costs about a millisecond for each thousand sockets.
/// </summary>
internal static class ConnectionOwners
{
    /// <summary>Client port to process, of connections to the link that belong to one of these processes.</summary>
    public static IReadOnlyDictionary<int, int> Find(int linkPort, IEnumerable<int> processes)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new Dictionary<int, int>();
        }

        var sockets = Sockets(processes);
        Dictionary<int, int> owners = [];
        foreach (var line in ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).Where(File.Exists).SelectMany(File.ReadLines))
        {
            if (Read(line) is var (port, peer, inode) && peer == linkPort && sockets.TryGetValue(inode, out var process))
            {
                owners[port] = process;
            }
        }

        return owners;
    }

    /// <summary>
    /// <c>  3: 0100007F:C0DE 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000 0 53412 …</c>: own address and the peer's in hexadecimal, the inode in
    /// column 9. Clients of .NET are in tcp6, as <c>0000000000000000FFFF00000100007F:C0DE</c>.
    /// </summary>
    public static (int Port, int Peer, long Inode)? Read(string line)
    {
        var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns.Length > 9 && Port(columns[1]) is { } port && Port(columns[2]) is { } peer
            && long.TryParse(columns[9], CultureInfo.InvariantCulture, out var inode) && inode > 0 ? (port, peer, inode) : null;
    }

    private static int? Port(string address) => address.LastIndexOf(':') is > 0 and var colon
        && int.TryParse(address.AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var port) ? port : null;

    // `/proc/4711/fd/12 -> socket:[53412]`
    private static Dictionary<long, int> Sockets(IEnumerable<int> processes)
    {
        const string Socket = "socket:[";
        Dictionary<long, int> sockets = [];
        foreach (var process in processes)
        {
            try
            {
                foreach (var handle in new DirectoryInfo($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/fd").EnumerateFiles())
                {
                    if (handle.LinkTarget is { } target && target.StartsWith(Socket, StringComparison.Ordinal))
                    {
                        sockets[long.Parse(target.AsSpan()[Socket.Length..^1], CultureInfo.InvariantCulture)] = process;
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended, or belongs to somebody else.
            }
        }

        return sockets;
    }
}
