using System.Buffers.Binary;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Lab.Hosting.Dashboard.Grpc;

/// <summary>
/// One gRPC call by hand: an HTTP/2 request whose body is framed messages, an answer of framed messages, and the status in the trailers.
/// <code>00 00000002 0a 00    not compressed, two bytes, the message</code>
/// </summary>
internal sealed class GrpcCall(HttpContext context)
{
    public const string ContentType = "application/grpc";

    private const int HeaderBytes = 5;

    // The requests of the resource service are names.
    private const int MostBytes = 64 * 1024;

    /// <summary>The next message of the caller; null when there is none any more.</summary>
    /// <exception cref="GrpcException">It cannot be read.</exception>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        var header = new byte[HeaderBytes];
        var got = await context.Request.Body.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellationToken);
        if (got == 0)
        {
            return null;
        }

        if (got < HeaderBytes || header[0] != 0)
        {
            throw new GrpcException(GrpcStatus.Unimplemented, "The message is compressed or cut off. Send it as it is, without grpc-encoding.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (length > MostBytes)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, $"The message has {length} bytes; the most that is taken is {MostBytes}.");
        }

        var message = new byte[length];
        return await context.Request.Body.ReadAtLeastAsync(message, message.Length, throwOnEndOfStream: false, cancellationToken) == length
            ? message
            : throw new GrpcException(GrpcStatus.InvalidArgument, "The message is cut off.");
    }

    /// <summary>Headers at once: a stream may have nothing to say for long, and its caller waits for them.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        Describe();
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    public async Task WriteAsync(ProtoWriter message, CancellationToken cancellationToken)
    {
        Describe();
        var framed = new byte[HeaderBytes + message.Written.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Written.Length);
        message.Written.CopyTo(framed.AsMemory(HeaderBytes));
        await context.Response.Body.WriteAsync(framed, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    public void End(GrpcStatus status, string? message)
    {
        Describe();
        context.Response.AppendTrailer("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message is not null)
        {
            context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
        }
    }

    private void Describe()
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = ContentType;
        }
    }
}
