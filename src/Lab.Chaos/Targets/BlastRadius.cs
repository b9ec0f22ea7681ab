using System.Net;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Targets;

/// <summary>Where load may go: this machine, and hosts that the user has named one by one.</summary>
internal static class BlastRadius
{
    /// <exception cref="LabException">An address leads elsewhere; every one that does is listed.</exception>
    public static void ThrowUnlessInside(Target target, IReadOnlyList<string> allowedHosts)
    {
        var outside = target.Urls.Where(url => !IsLoopback(url.Value.Host) && !allowedHosts.Contains(url.Value.Host)).ToList();
        if (outside.Count > 0)
        {
            throw new LabException(
            [
                .. outside.Select(url =>
                    $"'{url.Key}' is at {url.Value.Host}, which is not this machine. The lab sends load elsewhere only when told to: "
                    + $"--allow-host {url.Value.Host}."),
            ]);
        }
    }

    /// <summary>Whether a host is this machine. Names other than localhost are not looked up: what a name means can change between the check and the load.</summary>
    public static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
