using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;

namespace Lab.AppHost.Aspire.Publishing;

/// <summary>
/// Probes of a published service. Aspire publishes none for WithHttpHealthCheck (https://github.com/microsoft/aspire/issues/17714), and those
/// of WithHttpProbe have their scheme in lower case, which the API server refuses (https://github.com/microsoft/aspire/issues/18271). When
/// both are closed this file can go.
/// </summary>
internal static class PublishedProbes
{
    private const string Endpoint = "http";

    public static void Apply(KubernetesResource service, string ready, string alive)
    {
        var container = service.Container();
        if (container.Ports.All(port => port.Name != Endpoint))
        {
            throw new InvalidOperationException(
                $"Resource '{service.Name}': probes need an endpoint named '{Endpoint}'. Add .WithHttpEndpoint() before .WithProbes(…).");
        }

        // Holds the other two off until the service is up: under 250m a start takes seconds, and is over soon after without a limit.
        container.StartupProbe = Get(alive, every: 1, within: 5, failures: 60);

        // Frequent, so that recovery is seen when it happens. The health check itself gives PostgreSQL two seconds.
        container.ReadinessProbe = Get(ready, every: 2, within: 3, failures: 2);

        // Patient: a throttled service that misses a second is not dead, and a restart would hide what is studied.
        container.LivenessProbe = Get(alive, every: 10, within: 5, failures: 3);
    }

    /// <summary>GET on the path; times in seconds.</summary>
    private static ProbeV1 Get(string path, int every, int within, int failures) => new()
    {
        HttpGet = new HttpGetActionV1 { Path = path, Port = new Int32OrStringV1(Endpoint), Scheme = "HTTP" },
        PeriodSeconds = every,
        TimeoutSeconds = within,
        FailureThreshold = failures,
    };
}
