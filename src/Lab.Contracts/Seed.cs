using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Lab.Contracts;

/// <summary>
/// The one root of chance in a run. Every consumer draws from a stream of its own name, so that adding a consumer does not shift
/// what the others draw. Reproduces the stimulus, not the operating system's scheduling.
/// </summary>
/// <param name="Value">Any 64-bit number; the default of the command line is printed with every run.</param>
public readonly record struct Seed(long Value)
{
    /// <summary>A generator for one named consumer: the same seed and name give the same draws on every machine.</summary>
    public Random Stream(string name)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Value}/{name}"), digest);
#pragma warning disable RS0030 // Do not use banned APIs: this is the place that the ban points to.
        return new Random(BinaryPrimitives.ReadInt32LittleEndian(digest));
#pragma warning restore RS0030
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
