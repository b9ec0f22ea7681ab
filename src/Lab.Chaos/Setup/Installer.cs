using Lab.Contracts;
using Lab.Contracts.Machine;
using Spectre.Console;

namespace Lab.Chaos.Setup;

/// <summary>Brings what is missing, after saying what it will run. Only Debian's packages, only as root or through sudo.</summary>
internal static class Installer
{
    /// <summary>Installs the packages of what is missing; does nothing when nothing is.</summary>
    /// <exception cref="LabException">It cannot be installed from here: the message lists what is missing and each mend.</exception>
    public static async Task MendAsync(
        IReadOnlyList<SetupFinding> findings, IAnsiConsole console, string folder, CancellationToken cancellationToken)
    {
        var missing = findings.Where(finding => finding.IsMissing).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var packages = missing.Select(finding => finding.Package).OfType<string>().Distinct().ToList();
        if (packages.Count == 0 || Prefix() is not { } prefix)
        {
            throw new LabException([.. missing.Select(finding => $"{finding.Name} is missing. {finding.Mend}"), .. ByHand(packages)]);
        }

        var install = $"DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
        foreach (var command in (string[])[$"{prefix}apt-get update", prefix + (prefix.Length > 0 ? $"env {install}" : install)])
        {
            console.MarkupLineInterpolated($"[grey]$ {command}[/]");
            if (await Tool.RunAsync("/bin/sh", ["-c", $"{command} >&2"], folder, cancellationToken) is not 0 and var code)
            {
                throw new LabException($"'{command}' failed with exit code {code}. Run it by hand, then call the lab again.");
            }
        }
    }

    private static string? Prefix()
    {
        if (Programs.Find("apt-get") is null)
        {
            return null;
        }

        return Environment.IsPrivilegedProcess ? "" : Programs.Find("sudo") is null ? null : "sudo ";
    }

    private static IEnumerable<string> ByHand(List<string> packages)
    {
        if (packages.Count == 0)
        {
            return [];
        }

        return OperatingSystem.IsMacOS() ? ["Run: brew install redis postgresql@16"]
            : OperatingSystem.IsWindows() ? ["Run the lab inside WSL2, or set ConnectionStrings__redis and ConnectionStrings__postgres."]
            : [$"Run as root: apt-get install -y {string.Join(' ', packages)} (or your distribution's packages of the same)."];
    }
}
