using System.ComponentModel;
using System.Diagnostics;
using Lab.Contracts;
using Lab.Contracts.Machine;

namespace Lab.AppHost.Aspire;

/// <summary>Whether containers can be had: the second choice where a server's program is not installed.</summary>
internal static class ContainerRuntime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The container, or the end with one list of all that is missing.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> Require(
        LabException missing, Func<IResourceBuilder<IResourceWithConnectionString>> container)
    {
        if (!Answers())
        {
            LabProblems.End([.. missing.Problems, "Or start a container runtime: neither docker nor podman answers."]);
        }

        return container();
    }

    private static bool Answers() => ((string[])["docker", "podman"]).Any(name => Programs.Find(name) is { } path && Answers(path));

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
