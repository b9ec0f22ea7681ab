using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Lab.Services.Replicas;

/// <summary>Stamps every reply, refusals and failures included. Must be the first middleware: what runs before it is not seen.</summary>
public static class ReplyStamps
{
    /// <summary>Adds <see cref="LabHeaders.Received"/>: ns when the request's headers had been read.</summary>
    public static IApplicationBuilder UseReceivedStamp(this IApplicationBuilder app, TimeProvider time) =>
        app.Use((context, next) =>
        {
            var received = time.GetTimestamp().ToString(CultureInfo.InvariantCulture);
            return StampThen(context, next, LabHeaders.Received, received);
        });

    /// <summary>Adds <see cref="LabHeaders.Replica"/>.</summary>
    public static IApplicationBuilder UseReplicaStamp(this IApplicationBuilder app, Replica replica) =>
        app.Use((context, next) => StampThen(context, next, LabHeaders.Replica, replica.Name));

    private static Task StampThen(HttpContext context, RequestDelegate next, string header, string value)
    {
        // Only when the reply starts: the exception handler clears headers that were set before it.
        context.Response.OnStarting(
            static state =>
            {
                var (response, name, text) = ((HttpResponse, string, string))state;
                response.Headers[name] = text;
                return Task.CompletedTask;
            },
            (context.Response, header, value));
        return next(context);
    }
}
