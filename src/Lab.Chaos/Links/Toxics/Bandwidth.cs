using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>
/// Bytes go at most so fast, counted for each connection and direction: a bucket that fills with the rate and holds what comes in 20 ms.
/// </summary>
internal sealed class Bandwidth(long bytesPerSecond, long since) : Toxic
{
    public static readonly ToxicRule Rule = new(ToxicKind.Bandwidth)
    {
        Needs = [ToxicMembers.BytesPerSecond],
        Example = """{ "kind": "Bandwidth", "bytesPerSecond": 125000, "milliseconds": 30000 }""",
        Make = (wish, victim) => Victim.Each(wish, _ => new Bandwidth(wish.BytesPerSecond!.Value, victim.Since)),
    };

    private const double BucketSeconds = 0.02;
    private const double Segment = 1448;

    private readonly double _perNanosecond = bytesPerSecond / 1e9;
    private readonly double _bucket = Math.Max(1, bytesPerSecond * BucketSeconds);
    private double _bytes;
    private long _at = since;

    public override int Allow(int bytes, long now, ref long next)
    {
        _bytes = Math.Min(_bucket, _bytes + ((now - _at) * _perNanosecond));
        _at = now;

        // Not byte by byte: a segment's worth, or what the bucket holds if that is less.
        var least = Math.Min(bytes, Math.Min(_bucket, Segment));
        if (_bytes >= least)
        {
            return (int)Math.Min(bytes, _bytes);
        }

        next = Math.Min(next, now + (long)Math.Ceiling((least - _bytes) / _perNanosecond));
        return 0;
    }

    public override void Passed(int bytes) => _bytes -= bytes;
}
