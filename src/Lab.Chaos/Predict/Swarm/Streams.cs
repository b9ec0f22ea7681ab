using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>A number for each world to draw from: the same for a seed, a name and an index wherever and whenever the world runs.</summary>
internal static class Streams
{
    /// <param name="seed">Of the prediction.</param>
    /// <param name="name">Of the experiment, so that adding one does not shift what others draw.</param>
    /// <param name="index">Of the world within the experiment.</param>
    public static ulong Of(Seed seed, string name, int index)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{seed.Value}/{name}/{index}"), digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }
}
