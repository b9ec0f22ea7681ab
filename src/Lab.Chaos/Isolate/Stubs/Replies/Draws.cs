using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Lab.Contracts;

namespace Lab.Chaos.Isolate.Stubs.Replies;

/// <summary>
/// Chance by name: what is drawn belongs to a request and a mapping and not to a place in a queue, so that concurrency never changes
/// which request gets which delay.
/// </summary>
internal sealed class Draws(Seed seed)
{
    /// <summary>From 0 to 1, both excluded.</summary>
    /// <param name="mapping">Two mappings that one request meets draw apart.</param>
    /// <param name="request">Its id.</param>
    public double Uniform(Guid mapping, string request)
    {
        // Long enough for ids that people send; others cost an allocation.
        Span<byte> text = stackalloc byte[256];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        if (Utf8.TryWrite(text, $"{seed.Value}/delay/{mapping}/{request}", out var length))
        {
            SHA256.HashData(text[..length], digest);
        }
        else
        {
            SHA256.HashData(Encoding.UTF8.GetBytes($"{seed.Value}/delay/{mapping}/{request}"), digest);
        }

        // 53 bits fill a double; the half keeps away from 0 and 1, whose normal quantiles are infinite.
        return ((BinaryPrimitives.ReadUInt64LittleEndian(digest) >> 11) + 0.5) / (1UL << 53);
    }
}
