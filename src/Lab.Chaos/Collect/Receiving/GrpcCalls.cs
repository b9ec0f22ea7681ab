using System.Globalization;
using Lab.Chaos.Collect.Decoding;
using Microsoft.AspNetCore.Http;

namespace Lab.Chaos.Collect.Receiving;

/// <summary>
/// OTLP over gRPC, by hand: a unary call is an HTTP/2 request with one framed message, and its status is in the trailers. The three
/// Export methods are all there is to OTLP.
/// </summary>
internal sealed class GrpcCalls(OtlpIntake intake, SemaphoreSlim atOnce)
{
    private const string ContentType = "application/grpc";

    private static readonly Dictionary<string, Signal> Signals = Enum.GetValues<Signal>().ToDictionary(Received.GrpcPathOf);

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (!(request.ContentType ?? "").StartsWith(ContentType, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (!Signals.TryGetValue(request.Path.Value ?? "", out var signal))
        {
            End(context, GrpcFrame.Unimplemented, $"There is no {request.Path}. This takes telemetry only.");
            return;
        }

        await atOnce.WaitAsync(context.RequestAborted);
        try
        {
            var (message, isCompressed) = GrpcFrame.Read(await Bodies.ReadAsync(request, context.RequestAborted));
            var encoding = request.Headers["grpc-encoding"].ToString();
            if (isCompressed && encoding != Received.Gzip)
            {
                intake.Refused(isTooLarge: false);
                End(context, GrpcFrame.Unimplemented, $"grpc-encoding is '{encoding}'; it must be {Received.Gzip} or identity.");
                return;
            }

            intake.Take(new Received(signal, message, IsJson: false, isCompressed));

            // An empty message says that all of it was accepted.
            context.Response.ContentType = ContentType;
            await context.Response.Body.WriteAsync(GrpcFrame.Header(0, isCompressed: false), context.RequestAborted);
            End(context, GrpcFrame.Ok, null);
        }
        catch (MalformedOtlpException broken)
        {
            End(context, GrpcFrame.InvalidArgument, broken.Message);
        }
        catch (TooLargeException large)
        {
            End(context, GrpcFrame.ResourceExhausted, large.Message);
        }
        catch (BadHttpRequestException bad)
        {
            intake.Refused(isTooLarge: true);
            End(context, GrpcFrame.ResourceExhausted, bad.Message);
        }
        finally
        {
            atOnce.Release();
        }
    }

    private static void End(HttpContext context, int status, string? message)
    {
        context.Response.ContentType = ContentType;
        context.Response.AppendTrailer("grpc-status", status.ToString(CultureInfo.InvariantCulture));
        if (message is not null)
        {
            context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
        }
    }
}
