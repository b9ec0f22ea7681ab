namespace Lab.Control.Replicas;

/// <summary>Health over HTTP. Connections are not shared between probes: a probe must not be served by a connection that outlived its process.</summary>
internal sealed class HttpProbes : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { ConnectionClose = true },
    };

    /// <summary>A probe that asks for the address and expects the status code.</summary>
    public Func<CancellationToken, Task<bool>> For(Uri address, int statusCode) => async cancellationToken =>
    {
        try
        {
            using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode == statusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    };

    public void Dispose() => _client.Dispose();
}
