using System.ComponentModel;
using System.Diagnostics;

namespace Lab.Contracts.Machine;

/// <summary>Docker and Podman: the Aspire engine's second choice where a server's program is not installed.</summary>
public static class ContainerRuntimes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Name of the first one that answers, or null. An installed client without its daemon does not count; asking takes 5 s at most.</summary>
    public static string? Answering() =>
        ((string[])["docker", "podman"]).FirstOrDefault(name => Programs.Find(name) is { } path && Answers(path));

    private static bool Answers(string path)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, ["ps", "-q"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            return process is not null && process.WaitForExit(Patience) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
