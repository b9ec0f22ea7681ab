using Lab.Chaos.Stress;

namespace Lab.Chaos.Collect.Storing;

/// <summary>
/// The spans of one run. What is kept is decided by volleys, not by chance:
/// <code>
/// span of a volley not yet judged -> waits in memory -> volley violated        -> spans.jsonl, all of it
///                                                    -> clean, first of its arm -> spans.jsonl
///                                                    -> clean                   -> dropped and counted
/// span of no volley               -> waits in memory -> end of the run          -> spans.jsonl
///                                                    -> no room                 -> the oldest trace is dropped and counted
/// </code>
/// When volleys that are not judged fill the memory, their spans go to the file: what may turn out to belong to a violation is never
/// dropped. Safe from any thread.
/// </summary>
internal sealed class SpanStore(SpanLimits limits, CollectorCounts counts) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, Fate> _fates = [];
    private readonly Dictionary<UInt128, List<SpanRecord>> _waiting = [];
    private readonly Queue<UInt128> _unclaimed = new();
    private readonly Queue<UInt128> _claimed = new();
    private readonly Queue<UInt128> _dropped = new();
    private readonly Dictionary<string, int> _clean = [];
    private SpanFile? _file;
    private int _spansWaiting;
    private bool _keepsAll;

    private enum Fate
    {
        Claimed,
        Kept,
        Dropped,
    }

    /// <summary>Where it writes from now on; what has come before waits until then.</summary>
    /// <param name="path">Of a file that is not there yet.</param>
    /// <param name="time">Clock of the spans and clock of the history.</param>
    public void WriteTo(string path, TimeProvider time)
    {
        lock (_lock)
        {
            var unix = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).ToNanoseconds();
            _file = new SpanFile(path, new SpansHeader(SpansHeader.Newest, unix, time.Nanoseconds()));
        }
    }

    /// <summary>A volley is about to be sent: nothing of these traces is dropped until it is judged.</summary>
    public void Claim(IEnumerable<string> traceIds)
    {
        lock (_lock)
        {
            foreach (var trace in Numbers(traceIds))
            {
                _fates.TryAdd(trace, Fate.Claimed);
            }
        }
    }

    /// <summary>
    /// From now on nothing is dropped, for what is judged only at the end of the run, as a load is, or compared with what fails; the file has its limit still.
    /// </summary>
    public void KeepAll()
    {
        lock (_lock)
        {
            _keepsAll = true;
        }
    }

    /// <summary>From now on only the first clean volleys of an arm are kept again.</summary>
    public void KeepFew()
    {
        lock (_lock)
        {
            _keepsAll = false;
        }
    }

    /// <summary>A volley has been judged.</summary>
    /// <param name="arm">Which arm it was of: each keeps a few clean volleys.</param>
    /// <param name="traceIds">Of its requests, and of what the lab did for it.</param>
    /// <param name="isViolated">Then all of them are kept, those that are yet to come too.</param>
    public void Judged(string arm, IEnumerable<string> traceIds, bool isViolated)
    {
        lock (_lock)
        {
            var isKept = isViolated || (_clean[arm] = _clean.GetValueOrDefault(arm) + 1) <= limits.CleanVolleysPerArm || _keepsAll;
            foreach (var trace in Numbers(traceIds))
            {
                if (isKept)
                {
                    _fates[trace] = Fate.Kept;
                    Write(trace, isViolated);
                }
                else
                {
                    Drop(trace);
                }
            }
        }
    }

    public void Add(SpanRecord span)
    {
        if (SpanIndex.Number(span.TraceId) is not { } trace)
        {
            return;
        }

        lock (_lock)
        {
            var isKnown = _fates.TryGetValue(trace, out var fate);
            if (isKnown && fate == Fate.Dropped)
            {
                counts.Dropped();
                return;
            }

            if (isKnown && fate == Fate.Kept && _file is not null)
            {
                Write(trace, span, isViolated: true);
                return;
            }

            Wait(trace, span, isClaimed: isKnown);
        }
    }

    /// <summary>The spans of a trace so far, by the time they began.</summary>
    public IReadOnlyList<SpanRecord> Trace(string traceId)
    {
        lock (_lock)
        {
            IEnumerable<SpanRecord> waiting = SpanIndex.Number(traceId) is { } trace && _waiting.TryGetValue(trace, out var spans) ? spans : [];
            return [.. (_file?.Trace(traceId) ?? []).Concat(waiting).OrderBy(span => span.Start)];
        }
    }

    /// <summary>Writes all that waits, so that the file can be read; what comes later is written at the next call.</summary>
    public void Settle()
    {
        lock (_lock)
        {
            foreach (var trace in _file is null ? [] : _waiting.Keys.ToList())
            {
                Write(trace, isViolated: false);
            }

            _file?.Flush();
        }
    }

    public void Dispose()
    {
        Settle();
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private static IEnumerable<UInt128> Numbers(IEnumerable<string> traceIds) =>
        from id in traceIds let number = SpanIndex.Number(id) where number is not null select number.Value;

    private void Wait(UInt128 trace, SpanRecord span, bool isClaimed)
    {
        if (!_waiting.TryGetValue(trace, out var spans))
        {
            _waiting[trace] = spans = [];
            (isClaimed ? _claimed : _unclaimed).Enqueue(trace);
        }

        spans.Add(span);
        _spansWaiting++;
        while (_spansWaiting > limits.Waiting && MakeRoom())
        {
        }
    }

    // Traces of no volley go first; of those in a volley, the oldest is written down without waiting for the verdict.
    private bool MakeRoom()
    {
        while (_unclaimed.TryDequeue(out var oldest))
        {
            if (_waiting.ContainsKey(oldest) && !_fates.ContainsKey(oldest))
            {
                if (_keepsAll && _file is not null)
                {
                    Write(oldest, isViolated: false);
                }
                else
                {
                    Drop(oldest);
                }

                return true;
            }
        }

        while (_file is not null && _claimed.TryDequeue(out var oldest))
        {
            if (_waiting.ContainsKey(oldest))
            {
                Write(oldest, isViolated: false);
                return true;
            }
        }

        return false;
    }

    private void Drop(UInt128 trace)
    {
        _fates[trace] = Fate.Dropped;
        _dropped.Enqueue(trace);
        if (_waiting.Remove(trace, out var spans))
        {
            _spansWaiting -= spans.Count;
            counts.Dropped(spans.Count);
        }

        while (_dropped.Count > limits.DroppedIds)
        {
            _fates.Remove(_dropped.Dequeue());
        }
    }

    private void Write(UInt128 trace, bool isViolated)
    {
        if (_file is not null && _waiting.Remove(trace, out var spans))
        {
            _spansWaiting -= spans.Count;
            foreach (var span in spans)
            {
                Write(trace, span, isViolated);
            }
        }
    }

    private void Write(UInt128 trace, SpanRecord span, bool isViolated)
    {
        if (isViolated || _file!.Length < limits.FileBytes)
        {
            _file!.Append(trace, span);
        }
        else
        {
            counts.Dropped();
        }
    }
}
