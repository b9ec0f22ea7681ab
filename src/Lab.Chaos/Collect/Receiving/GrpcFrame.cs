using System.Buffers.Binary;
using Lab.Chaos.Collect.Decoding;

namespace Lab.Chaos.Collect.Receiving;

/// <summary>
/// One message as gRPC frames it: a byte that says whether it is compressed, its length in four bytes, big end first, the message.
/// <code>00 00000002 0a 00</code>
/// </summary>
internal static class GrpcFrame
{
    public const int HeaderBytes = 5;

    /// <summary>Status numbers of gRPC that are used here.</summary>
    public const int Ok = 0, InvalidArgument = 3, ResourceExhausted = 8, Unimplemented = 12;

    /// <summary>The one message of a unary call.</summary>
    /// <exception cref="MalformedOtlpException">It is not exactly one message.</exception>
    public static (ReadOnlyMemory<byte> Message, bool IsCompressed) Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length < HeaderBytes || body.Span[0] > 1)
        {
            throw new MalformedOtlpException("The call is no gRPC message.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]);
        return length == body.Length - HeaderBytes
            ? (body[HeaderBytes..], body.Span[0] == 1)
            : throw new MalformedOtlpException($"The call announces a message of {length} bytes and has {body.Length - HeaderBytes}.");
    }

    /// <summary>The header of a message.</summary>
    public static byte[] Header(int length, bool isCompressed)
    {
        var header = new byte[HeaderBytes];
        header[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), length);
        return header;
    }
}
