using System.Diagnostics;

namespace Lab.Hosting.Processes;

/// <summary>
/// The words in front of a command: <c>setsid [enter the quota] [setpriv …] program arguments</c>. Each replaces itself by the
/// next (exec), so the process id that we get is the program's.
/// </summary>
internal static class PosixCommand
{
    public static ProcessStartInfo For(Launch launch)
    {
        List<string> words = [.. Detach(), .. launch.Entrance, .. DropTo(launch.User), launch.FileName, .. launch.Arguments];
        return new ProcessStartInfo(words[0], words.Skip(1));
    }

    // A session of its own: the terminal's Ctrl-C reaches the host alone, which then ends things in the right order.
    private static IEnumerable<string> Detach() => Programs.Find("setsid") is { } setsid ? [setsid] : [];

    private static IEnumerable<string> DropTo(string? user) => user is null
        ? []
        : [Programs.Require("setpriv", "apt-get install util-linux"), "--reuid", user, "--regid", user, "--init-groups"];
}
