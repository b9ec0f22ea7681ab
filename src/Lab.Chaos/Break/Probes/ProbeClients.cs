using System.Net.Security;

namespace Lab.Chaos.Break.Probes;

/// <summary>Connections of probes: kept open between two questions, without time-outs of their own.</summary>
internal sealed class ProbeClients : IDisposable
{
    /// <summary>Checks certificates.</summary>
    public HttpMessageInvoker Careful { get; } = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });

    /// <summary>Takes any certificate, for probes with <c>insecureSkipVerify</c>.</summary>
    public HttpMessageInvoker Careless { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        SslOptions = new SslClientAuthenticationOptions
        {
#pragma warning disable CA5359 // Do not disable certificate validation: the author of the probe asked for it, by name.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        },
    });

    public void Dispose()
    {
        Careful.Dispose();
        Careless.Dispose();
    }
}
