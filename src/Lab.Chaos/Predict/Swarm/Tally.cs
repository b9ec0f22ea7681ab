namespace Lab.Chaos.Predict.Swarm;

/// <summary>Counts of one run.</summary>
internal sealed class Tally(CompiledSystem system)
{
    private static readonly int Kinds = Enum.GetValues<Anomaly>().Length;

    private readonly long[] _touches = new long[system.Model.Boundaries.Count];
    private readonly long[] _violated = new long[system.Model.Boundaries.Count];
    private readonly long[] _anomalies = new long[system.Model.Boundaries.Count * Kinds];
    private readonly long[] _latencies = new long[LatencyBuckets.Count];
    private long[] _picks = [];

    public long Steps { get; set; }

    public long Requests { get; set; }

    public long Ok { get; set; }

    public long Refused { get; set; }

    public long TimedOut { get; set; }

    public long Lost { get; set; }

    public long Retries { get; set; }

    public long Violated { get; set; }

    public void Reset(int keys)
    {
        Array.Clear(_touches);
        Array.Clear(_violated);
        Array.Clear(_anomalies);
        Array.Clear(_latencies);
        if (_picks.Length != keys)
        {
            _picks = new long[keys];
        }

        Array.Clear(_picks);
        (Steps, Requests, Ok, Refused, TimedOut, Lost, Retries, Violated) = (0, 0, 0, 0, 0, 0, 0, 0);
    }

    public void Touch(int boundary)
    {
        if (boundary >= 0)
        {
            _touches[boundary]++;
        }
    }

    public void Picked(int key) => _picks[key]++;

    public void Latency(long nanoseconds) => _latencies[LatencyBuckets.Of(nanoseconds)]++;

    /// <summary>An anomaly; a request counts once a boundary, and once in all.</summary>
    public void Count(Anomaly anomaly, int boundary, ref Request request)
    {
        _anomalies[(boundary * Kinds) + (int)anomaly]++;
        if (request.Violated == 0)
        {
            Violated++;
        }

        var bit = 1UL << Math.Min(boundary, 63);
        if ((request.Violated & bit) == 0)
        {
            request.Violated |= bit;
            _violated[boundary]++;
        }
    }

    public WorldResult Result(long time, ReadOnlySpan<long> busy) => new()
    {
        Steps = Steps,
        Requests = Requests,
        Ok = Ok,
        Refused = Refused,
        TimedOut = TimedOut,
        Lost = Lost,
        Retries = Retries,
        Violated = Violated,
        VirtualNanoseconds = time,
        Boundaries =
        [
            .. Enumerable.Range(0, _touches.Length).Select(boundary => new BoundaryTally
            {
                Touches = _touches[boundary],
                Violated = _violated[boundary],
                Anomalies = _anomalies[(boundary * Kinds)..((boundary + 1) * Kinds)],
            }),
        ],
        Latencies = _latencies[..],
        Picks = _picks[..],
        BusyNanoseconds = busy.ToArray(),
    };
}
