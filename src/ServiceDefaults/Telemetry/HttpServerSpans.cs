using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Lab.ServiceDefaults.Telemetry;

/// <summary>
/// Adds the semantic-convention attributes of HTTP server spans: on .NET 10 the framework's own span
/// (<c>Microsoft.AspNetCore.Hosting.HttpRequestIn</c>) carries none. Health polls leave no span.
/// </summary>
internal sealed class HttpServerSpans : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(DescribeAsync);
        next(app);
    };

    private static async Task DescribeAsync(HttpContext context, RequestDelegate next)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;

        // Polls every second would push what a user looks for out of the dashboard.
        if (span is not null && HealthPaths.All.Contains(context.Request.Path.Value))
        {
            DropWithParent.Drop(span);
        }

        try
        {
            await next(context);
        }
        finally
        {
            if (span is { IsAllDataRequested: true })
            {
                Describe(span, context);
            }
        }
    }

    private static void Describe(Activity span, HttpContext context)
    {
        var request = context.Request;
        span.SetTag("http.request.method", request.Method);
        span.SetTag("url.scheme", request.Scheme);
        span.SetTag("url.path", request.Path.Value);
        span.SetTag("server.address", request.Host.Host);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (request.Host.Port is { } port)
        {
            span.SetTag("server.port", port);
        }

        // The name takes the route, never the path: a span name per order would have unbounded cardinality.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? request.Method : $"{request.Method} {route}";
        span.SetTag("http.route", route);
        if (context.Response.StatusCode >= 500)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
