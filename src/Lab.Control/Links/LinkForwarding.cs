using System.Net.Http.Headers;
using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Holding;
using Microsoft.AspNetCore.Http;

namespace Lab.Control.Links;

/// <summary>
/// Toxics of the control API: <c>caller -> host -> admin endpoint of the link</c>. The link knows what a toxic may ask for and what it did, so that requests
/// and answers pass as they are; whoever calls never learns the link's token.
/// </summary>
internal sealed class LinkForwarding(Undoings undoings) : IDisposable
{
    private const int MostBytes = 256 * 1024;

    // Without trace context: what the lab does to a system is no part of that system's traces.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Passes the request on to the link, and the answer back.</summary>
    /// <param name="request">Of the caller.</param>
    /// <param name="link">The resource.</param>
    /// <param name="toxic">Name of the toxic; null for all of them.</param>
    /// <param name="topology">Knows the link's address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LabException">It is no link, or it does not answer.</exception>
    public async Task<IResult> ForwardAsync(
        HttpRequest request, ResourceInfo link, string? toxic, ILabTopology topology, CancellationToken cancellationToken)
    {
        var access = Access(link, topology);
        using var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), Address(access, toxic));
        forwarded.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
        if (HttpMethods.IsPut(request.Method))
        {
            undoings.Note($"toxics of {link.Name}", token => ClearAsync(link, topology, token));
            forwarded.Content = new ByteArrayContent(await BodyAsync(request, cancellationToken));
        }

        using var answer = await SendAsync(forwarded, link, cancellationToken);
        return (int)answer.StatusCode == StatusCodes.Status204NoContent
            ? TypedResults.NoContent()
            : TypedResults.Text(
                await answer.Content.ReadAsByteArrayAsync(cancellationToken), answer.Content.Headers.ContentType?.MediaType, (int)answer.StatusCode);
    }

    /// <summary>Takes all toxics off a link. One that does not answer is ending or was started again, and has none then.</summary>
    public async Task ClearAsync(ResourceInfo link, ILabTopology topology, CancellationToken cancellationToken)
    {
        var access = Access(link, topology);
        using var request = new HttpRequestMessage(HttpMethod.Delete, Address(access, toxic: null));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
        try
        {
            (await SendAsync(request, link, cancellationToken)).Dispose();
        }
        catch (LabException)
        {
            // As said above.
        }
    }

    public void Dispose() => _http.Dispose();

    private static LinkAccess Access(ResourceInfo link, ILabTopology topology) => topology.Link(link.Name)
        ?? throw new LabException($"'{link.Name}' is no link but a {link.Kind}; toxics act on links only. {Links(topology)}");

    private static string Links(ILabTopology topology) =>
        topology.Resources.Where(resource => resource.IsLink).Select(resource => resource.Name).ToList() is { Count: > 0 } links
            ? $"Links of this lab: {string.Join(", ", links)}."
            : "This lab has none; add one to AppHost.cs: builder.AddLink<Projects.Lab_Chaos>(\"cache-link\", to: redis).";

    private static Uri Address(LinkAccess access, string? toxic) =>
        new(access.Admin, toxic is null ? "/toxics" : $"/toxics/{Uri.EscapeDataString(toxic)}");

    private static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.Length <= MostBytes ? body.ToArray()
            : throw new LabException($"The toxic is {body.Length} bytes long; {MostBytes} are taken. Use a shorter 'body'.");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, ResourceInfo link, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new LabException($"Link '{link.Name}' does not answer; it is {link.State}. Start it: POST /v1/replicas/{link.Name}/start", e);
        }
    }
}
