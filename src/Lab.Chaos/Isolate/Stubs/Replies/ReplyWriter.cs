using System.Globalization;
using Lab.Chaos.Isolate.Stubs.Mappings;
using Lab.Chaos.Stress;
using Microsoft.AspNetCore.Http;

namespace Lab.Chaos.Isolate.Stubs.Replies;

/// <summary>Gives the reply of a mapping, after its delay. Where nothing is slow it allocates nothing of its own.</summary>
internal sealed class ReplyWriter(Draws draws, PreciseDelay clock, TimeProvider time)
{
    /// <summary>The header that tells requests apart, where clients send it.</summary>
    public const string IdHeader = "Idempotency-Key";

    private long _arrived;

    public Task WriteAsync(HttpContext context, StubMapping mapping, StubSettings settings)
    {
        var reply = mapping.Reply;
        var delay = Delay(context.Request, mapping, settings);
        return delay > TimeSpan.Zero || reply.Fault is not null || reply.Dribble is not null
            ? WriteSlowlyAsync(context, reply, delay)
            : WriteNow(context.Response, reply);
    }

    private TimeSpan Delay(HttpRequest request, StubMapping mapping, StubSettings settings)
    {
        var delay = mapping.Reply.FixedDelay ?? settings.FixedDelay ?? TimeSpan.Zero;
        return (mapping.Reply.Distribution ?? settings.Distribution) is { } distribution
            ? delay + distribution.At(draws.Uniform(mapping.Id, IdOf(request)))
            : delay;
    }

    // Requests without an id are told apart by their order of arrival: repeatable only while they come one at a time.
    private string IdOf(HttpRequest request) => request.Headers[IdHeader] is [{ Length: > 0 } id] ? id
        : Interlocked.Increment(ref _arrived).ToString(CultureInfo.InvariantCulture);

    private static Task WriteNow(HttpResponse response, StubReply reply)
    {
        Begin(response, reply);
        response.ContentLength = reply.Body.Length;
        if (reply.Body.Length > 0)
        {
            // Without a flush of its own: the server sends head and body in one piece when the request is done.
            var room = response.BodyWriter.GetSpan(reply.Body.Length);
            reply.Body.Span.CopyTo(room);
            response.BodyWriter.Advance(reply.Body.Length);
        }

        return Task.CompletedTask;
    }

    private async Task WriteSlowlyAsync(HttpContext context, StubReply reply, TimeSpan delay)
    {
        await clock.DelayAsync(delay, context.RequestAborted);
        if (reply.Fault is { } fault)
        {
            // Bytes that nobody has read turn an orderly close into a reset.
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await SocketFault.StrikeAsync(context, fault, time);
        }
        else if (reply.Dribble is { } dribble && reply.Body.Length > 0)
        {
            Begin(context.Response, reply);
            await DribbleAsync(context, reply.Body, dribble);
        }
        else
        {
            await WriteNow(context.Response, reply);
        }
    }

    private async Task DribbleAsync(HttpContext context, ReadOnlyMemory<byte> body, Dribble dribble)
    {
        var chunks = Math.Min(dribble.Chunks, body.Length);
        var size = body.Length / chunks;
        for (var n = 0; n < chunks; n++)
        {
            await clock.DelayAsync(dribble.Total / chunks, context.RequestAborted);
            var end = n == chunks - 1 ? body.Length : (n + 1) * size;
            await context.Response.BodyWriter.WriteAsync(body[(n * size)..end], context.RequestAborted);
        }
    }

    private static void Begin(HttpResponse response, StubReply reply)
    {
        response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }
    }
}
