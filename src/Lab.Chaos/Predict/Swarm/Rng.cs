using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>
/// xoshiro256** (Blackman and Vigna 2018, "Scrambled linear pseudorandom number generators"), filled by SplitMix64: two nanoseconds a
/// draw and the same numbers on every machine, which <see cref="Random"/> does not promise between versions.
/// </summary>
internal struct Rng
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public Rng(ulong stream)
    {
        _a = SplitMix(ref stream);
        _b = SplitMix(ref stream);
        _c = SplitMix(ref stream);
        _d = SplitMix(ref stream);
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>0 to below the limit; the bias of the multiplication is below limit / 2^32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>0 to below the limit, for times.</summary>
    public long Below(long limit) => (long)Math.BigMul(Next(), (ulong)limit, out _);

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
