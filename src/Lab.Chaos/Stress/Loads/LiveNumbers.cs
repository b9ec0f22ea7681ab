using System.Globalization;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress.Loads;

/// <summary>The numbers of a load while it runs. Fed by one thread and read by another.</summary>
internal sealed class LiveNumbers
{
    private readonly Lock _lock = new();
    private readonly Histogram _latency = new();
    private readonly long[] _outcomes = new long[3];
    private long _first = long.MaxValue;
    private long _last;
    private long _countBefore;
    private long _before;

    /// <summary>What is seen broken so far, in words; null while nothing is.</summary>
    public string? Broken { get; set; }

    public void Record(in Sample sample)
    {
        lock (_lock)
        {
            _latency.Record(sample.Returned - sample.Scheduled);
            _outcomes[(int)sample.Outcome]++;
            _first = Math.Min(_first, sample.Scheduled);
            _last = Math.Max(_last, sample.Returned);
        }
    }

    /// <summary><c>198/s, ok 50, fail 1930, info 0, p50 1.2 ms, p95 3.1 ms, p99 8.4 ms, nothing violated so far</c>; the rate is that since the last call.</summary>
    public string Text()
    {
        lock (_lock)
        {
            var since = Math.Max(_before, _first);
            var rate = _latency.Count == 0 || _last <= since ? 0 : (_latency.Count - _countBefore) * 1e9 / (_last - since);
            (_countBefore, _before) = (_latency.Count, _last);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{rate:0}/s, ok {_outcomes[(int)Outcome.Ok]}, fail {_outcomes[(int)Outcome.Fail]}, info {_outcomes[(int)Outcome.Info]}, "
                + $"p50 {Milliseconds(0.5)}, p95 {Milliseconds(0.95)}, p99 {Milliseconds(0.99)}, {Broken ?? "nothing violated so far"}");
        }
    }

    private string Milliseconds(double share) => string.Create(CultureInfo.InvariantCulture, $"{_latency.NanosecondsAt(share) / 1e6:0.0} ms");
}
