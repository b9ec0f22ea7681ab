using System.Net.Http.Headers;
using System.Text;
using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Break.Probes;

/// <summary>Asks over HTTP and compares the status code. An address that does not answer is a failure of the system, not an error of the probe.</summary>
/// <param name="careful">Asks; without a time-out of its own, since the probe has one.</param>
/// <param name="careless">The same, and takes any certificate.</param>
/// <param name="names">Finds services by the names they have on a cluster.</param>
internal sealed class HttpAsker(HttpMessageInvoker careful, HttpMessageInvoker careless, IServiceNames names)
{
    public async Task<ProbeAnswer> AskAsync(HttpProbe probe, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(probe.Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return ProbeAnswer.Error($"'{probe.Url}' is no address.");
        }

        using HttpRequestMessage request = new(probe.Post is null ? HttpMethod.Get : HttpMethod.Post, await names.ResolveAsync(address, cancellationToken))
        {
            Content = probe.Post is { } post ? Content(post) : null,
        };
        try
        {
            using var answer = await (probe.InsecureSkipVerify ? careless : careful).SendAsync(request, cancellationToken);
            var code = $"{(int)answer.StatusCode}";

            return ProbeAnswer.Compared(probe.Status, code, $"{probe.Url} answered {code}; expected {probe.Status.Criterion} {probe.Status.Expected}.");
        }
        catch (HttpRequestException problem)
        {
            return ProbeAnswer.Failed($"{probe.Url} did not answer: {problem.Message}");
        }
    }

    // Set past the constructor of StringContent, which adds a charset that nobody asked for.
    private static ByteArrayContent Content(HttpProbeBody body) => new(Encoding.UTF8.GetBytes(body.Text))
    {
        Headers = { ContentType = MediaTypeHeaderValue.TryParse(body.ContentType, out var type) ? type : new MediaTypeHeaderValue("text/plain") },
    };
}
