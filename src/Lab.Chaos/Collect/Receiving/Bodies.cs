using Microsoft.AspNetCore.Http;

namespace Lab.Chaos.Collect.Receiving;

/// <summary>Reads request bodies; how large they may be, the server decides.</summary>
internal static class Bodies
{
    /// <exception cref="BadHttpRequestException">It is larger than the server takes, or was cut short.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(whole, cancellationToken);
        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }
}
