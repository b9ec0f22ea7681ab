using System.Diagnostics;
using Lab.Contracts.Machine;

namespace Lab.Control.Processes;

/// <summary>
/// The words in front of a command: <c>setsid [enter the quota] [setpriv …] program arguments</c>. Each replaces itself by the
/// next (exec), so the process id that we get is the program's.
/// </summary>
internal static class PosixCommand
{
    public static ProcessStartInfo For(Launch launch)
    {
        List<string> words = [.. Detach(), .. Enter(launch), .. DropTo(launch.User), launch.FileName, .. launch.Arguments];
        return new ProcessStartInfo(words[0], words.Skip(1));
    }

    /// <summary>The program with the account that it drops to, for a supervisor that detaches by itself.</summary>
    public static IReadOnlyList<string> WithAccount(Launch launch) => [.. DropTo(launch.User), launch.FileName, .. launch.Arguments];

    // The quota is entered through a shell, and shells drop variables whose names they cannot hold (`ConnectionStrings__redis-2`):
    // those are handed over behind it, by env, which replaces itself at once.
    private static IEnumerable<string> Enter(Launch launch) => launch.Entrance.Count == 0
        ? []
        : [
            .. launch.Entrance,
            "/usr/bin/env",
            .. launch.Environment.Where(v => v.Value is not null && !IsShellName(v.Key)).Select(v => $"{v.Key}={v.Value}"),
        ];

    private static bool IsShellName(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_');

    // A session of its own: the terminal's Ctrl-C reaches the host alone, which then ends things in the right order.
    private static IEnumerable<string> Detach() => Programs.Find("setsid") is { } setsid ? [setsid] : [];

    private static IEnumerable<string> DropTo(string? user) => user is null
        ? []
        : [Programs.Require("setpriv", "apt-get install util-linux"), "--reuid", user, "--regid", user, "--init-groups"];
}
