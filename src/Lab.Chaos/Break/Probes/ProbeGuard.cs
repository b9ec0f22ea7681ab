using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Cluster;

namespace Lab.Chaos.Break.Probes;

/// <summary>What probes may touch, asked before anything starts: commands and other machines only when the user says so.</summary>
internal static class ProbeGuard
{
    /// <param name="engines">All that will run.</param>
    /// <param name="allowCommands">Whether <c>--allow-commands</c> was given.</param>
    /// <param name="allowedHosts">Hosts given with <c>--allow-host</c>.</param>
    /// <param name="services">Names of the running system's services, which are this machine.</param>
    /// <exception cref="LabException">A probe goes beyond that; all of them are listed.</exception>
    public static void ThrowUnlessAllowed(
        IEnumerable<ChaosEngine> engines, bool allowCommands, IReadOnlyList<string> allowedHosts, IReadOnlyCollection<string> services)
    {
        var problems = engines
            .SelectMany(engine => engine.Experiments.SelectMany(run => run.Probes), (engine, probe) => (engine.Path, Probe: probe))
            .Select(pair => Problem(pair.Path, pair.Probe, allowCommands, host => IsHere(host, services) || allowedHosts.Contains(host)))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (problems.Count > 0)
        {
            throw new LabException(problems);
        }
    }

    private static string? Problem(string path, Probe probe, bool allowCommands, Func<string, bool> allowed) => probe switch
    {
        CommandProbe command when !allowCommands =>
            $"{path}: probe '{command.Name}' runs a command on this machine: {command.Command}. Read it, and allow it with --allow-commands.",
        HttpProbe http => Foreign(path, http.Name, http.Url, allowed),
        PrometheusProbe prometheus => Foreign(path, prometheus.Name, prometheus.Endpoint.ToString(), allowed),
        _ => null,
    };

    private static string? Foreign(string path, string name, string url, Func<string, bool> allowed)
    {
        // What a template makes of a host is not known yet, so it counts as another machine.
        var host = Uri.TryCreate(url, UriKind.Absolute, out var address) && !address.Host.Contains('{') ? address.Host : url;

        return allowed(host) ? null : $"{path}: probe '{name}' asks {host}, which is not this machine. Allow it with --allow-host {host}.";
    }

    private static bool IsHere(string host, IReadOnlyCollection<string> services) =>
        BlastRadius.IsLoopback(host) || services.Contains(ClusterNames.ResourceOf(host.Split('.')[0]));
}
