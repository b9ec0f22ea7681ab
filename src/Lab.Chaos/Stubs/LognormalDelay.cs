using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lab.Contracts;
using MathNet.Numerics.Distributions;

namespace Lab.Chaos.Stubs;

/// <summary>
/// Delays that are lognormal with a given median and 99th percentile: <c>median · exp(sigma · z)</c>, z standard normal,
/// sigma = ln(p99 / median) / 2.3263, the divisor being the 99th percentile of z.
/// </summary>
/// <remarks>
/// A draw belongs to its request and not to its place in a queue: z comes from a hash of seed and request, so that concurrency never
/// changes which request gets which delay.
/// </remarks>
internal sealed class LognormalDelay(TimeSpan median, TimeSpan p99, Seed seed)
{
    private readonly double _sigma =
        median > TimeSpan.Zero ? Math.Log(p99 / median) / Normal.InvCDF(0, 1, 0.99) : 0;

    public TimeSpan For(string request)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/delay/{request}"), digest);

        // 53 bits fill a double; the half keeps away from 0 and 1, whose normal quantiles are infinite.
        var uniform = ((BinaryPrimitives.ReadUInt64LittleEndian(digest) >> 11) + 0.5) / (1UL << 53);
        return median * Math.Exp(_sigma * Normal.InvCDF(0, 1, uniform));
    }
}
