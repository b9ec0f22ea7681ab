using Lab.Chaos.Targets;

namespace Lab.Chaos.Break.Probes;

/// <summary>Who answers probes in a running lab.</summary>
internal static class LocalProbes
{
    /// <param name="target">Its replicas stand for pods, its resources for services.</param>
    public static IProbeAsker Of(ITarget target)
    {
        var topology = new RunningTopology(target);
        return new ProbeAsker(
            new HttpAsker(Client, topology), new PrometheusAsker(() => Client(anyCertificate: false), topology), new CommandAsker(new Shell(Environment.CurrentDirectory)), topology);
    }

    // Without trace context: a probe is no part of the system's traces.
    private static HttpClient Client(bool anyCertificate)
    {
        var handler = new SocketsHttpHandler { ActivityHeadersPropagator = null };
        if (anyCertificate)
        {
            // CA5359, "Do not disable certificate validation": the probe asks for it, with insecureSkipVerify.
#pragma warning disable CA5359
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return new HttpClient(handler);
    }
}
