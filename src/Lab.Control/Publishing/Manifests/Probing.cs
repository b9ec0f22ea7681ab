using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Manifests;

/// <summary>Startup, readiness and liveness of services and servers; times in seconds.</summary>
internal static class Probing
{
    /// <summary>The same as beside the Helm chart (Published probes of the Aspire engine), for the same reasons.</summary>
    public static void OverHttp(YamlMap container, ProbePaths paths, string port)
    {
        // Holds the other two off until the service is up: under 250m a start takes seconds, and is over soon after without a limit.
        container["startupProbe"] = Probe("httpGet", Get(paths.Alive, port), every: 1, within: 5, failures: 60);

        // Frequent, so that recovery is seen when it happens.
        container["readinessProbe"] = Probe("httpGet", Get(paths.Ready, port), every: 2, within: 3, failures: 2);

        // Patient: a throttled service that misses a second is not dead, and a restart would hide what is studied.
        container["livenessProbe"] = Probe("httpGet", Get(paths.Alive, port), every: 10, within: 5, failures: 3);
    }

    /// <summary>A server is alive as long as it listens, and ready when it answers the command.</summary>
    public static void OfServer(YamlMap container, int port, params IEnumerable<string> command)
    {
        container["startupProbe"] = Probe("exec", new YamlMap { ["command"] = YamlList.Of(command) }, every: 1, within: 5, failures: 60);
        container["readinessProbe"] = Probe("exec", new YamlMap { ["command"] = YamlList.Of(command) }, every: 2, within: 3, failures: 2);
        container["livenessProbe"] = Probe("tcpSocket", new YamlMap { ["port"] = port }, every: 10, within: 5, failures: 3);
    }

    private static YamlMap Get(string path, string port) => new() { ["path"] = path, ["port"] = port, ["scheme"] = "HTTP" };

    private static YamlMap Probe(string how, YamlMap what, int every, int within, int failures) => new()
    {
        [how] = what,
        ["periodSeconds"] = every,
        ["timeoutSeconds"] = within,
        ["failureThreshold"] = failures,
    };
}
