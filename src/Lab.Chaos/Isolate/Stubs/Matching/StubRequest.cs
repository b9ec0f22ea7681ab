using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lab.Chaos.Isolate.Stubs.Matching;

/// <summary>A request as mappings look at it. A struct over what the server has parsed anyway, so that looking allocates nothing.</summary>
/// <param name="http">The request.</param>
/// <param name="body">Its body as text; null when no mapping looks at bodies, and it was not read.</param>
internal readonly struct StubRequest(HttpRequest http, string? body)
{
    public HttpRequest Http => http;

    /// <summary>Path and query as they came, still encoded: <c>/pay%20ments?currency=EUR</c>.</summary>
    public string Url { get; } = http.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    public ReadOnlySpan<char> Path => Url.IndexOf('?') is >= 0 and var end ? Url.AsSpan(0, end) : Url;

    public string Body => body ?? throw new UnreachableException("A book with body patterns has every body read.");
}
