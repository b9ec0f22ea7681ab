using Lab.Chaos.Collect.Decoding;
using Microsoft.AspNetCore.Http;

namespace Lab.Chaos.Collect.Receiving;

/// <summary>OTLP over HTTP: <c>POST /v1/traces</c>, <c>/v1/metrics</c>, <c>/v1/logs</c> as protobuf or JSON, gzip or not.</summary>
internal sealed class HttpCalls(OtlpIntake intake, SemaphoreSlim atOnce)
{
    private static readonly Dictionary<string, Signal> Signals = Enum.GetValues<Signal>().ToDictionary(signal => "/" + Received.PathOf(signal));

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (!Signals.TryGetValue(request.Path.Value ?? "", out var signal))
        {
            await SayAsync(context, StatusCodes.Status404NotFound, $"There is no {request.Path}. Known: {string.Join(", ", Signals.Keys)}.");
        }
        else if (!HttpMethods.IsPost(request.Method))
        {
            await SayAsync(context, StatusCodes.Status405MethodNotAllowed, $"{request.Method} is not for telemetry. Use POST.");
        }
        else if (MediaType(request) is var type && type is not (Received.Protobuf or Received.Json))
        {
            intake.Refused(isTooLarge: false);
            await SayAsync(context, StatusCodes.Status415UnsupportedMediaType, $"Content-Type is '{type}'; it must be {Received.Protobuf} or {Received.Json}.");
        }
        else if (Encoding(request) is var encoding && encoding is not ("" or "identity" or Received.Gzip))
        {
            intake.Refused(isTooLarge: false);
            await SayAsync(context, StatusCodes.Status415UnsupportedMediaType, $"Content-Encoding is '{encoding}'; it must be {Received.Gzip} or absent.");
        }
        else
        {
            await TakeAsync(context, signal, type == Received.Json, encoding == Received.Gzip);
        }
    }

    private async Task TakeAsync(HttpContext context, Signal signal, bool isJson, bool isGzip)
    {
        // A sender waits here while others are read: that bounds the memory without dropping anything.
        await atOnce.WaitAsync(context.RequestAborted);
        try
        {
            intake.Take(new Received(signal, await Bodies.ReadAsync(context.Request, context.RequestAborted), isJson, isGzip));

            // An empty message says that all of it was accepted.
            context.Response.ContentType = isJson ? Received.Json : Received.Protobuf;
            await context.Response.Body.WriteAsync(isJson ? "{}"u8.ToArray() : [], context.RequestAborted);
        }
        catch (MalformedOtlpException broken)
        {
            await SayAsync(context, StatusCodes.Status400BadRequest, broken.Message);
        }
        catch (TooLargeException large)
        {
            await SayAsync(context, StatusCodes.Status413PayloadTooLarge, large.Message);
        }
        catch (BadHttpRequestException bad)
        {
            intake.Refused(bad.StatusCode == StatusCodes.Status413PayloadTooLarge);
            await SayAsync(context, bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? new TooLargeException(OtlpIntake.MostBytes).Message : bad.Message);
        }
        finally
        {
            atOnce.Release();
        }
    }

    private static string MediaType(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    private static string Encoding(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();

    private static async Task SayAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(sentence + "\n"), context.RequestAborted);
    }
}
