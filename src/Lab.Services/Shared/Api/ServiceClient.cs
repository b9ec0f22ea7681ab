namespace Lab.Services.Api;

/// <summary>Clients for calls between services.</summary>
public static class ServiceClient
{
    /// <summary>
    /// One client for the life of the process. It adds no retries and no circuit breaker: they would hide the first failure, and
    /// the anomaly with it.
    /// </summary>
    /// <remarks>
    /// <see cref="SocketsHttpHandler"/> by itself sends again when a pooled connection turns out to have been closed by the other side before
    /// the first byte of the request's body has left. It cannot be turned off. It is harmless here: the other side has seen nothing, and if it
    /// had, the idempotency key would make the second request find the first one's order.
    /// </remarks>
    /// <param name="address">Base address, ending in a slash.</param>
    /// <param name="timeout">From the start of a call to the end of its reply.</param>
    public static HttpClient Create(Uri address, TimeSpan timeout) => new(new SocketsHttpHandler
    {
        // A proxy set for the developer's machine is not meant for calls on loopback.
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,

        // Longer than the pauses between volleys: opening two hundred connections is what a volley must not begin with.
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
    })
    {
        BaseAddress = address,
        Timeout = timeout,
    };
}
