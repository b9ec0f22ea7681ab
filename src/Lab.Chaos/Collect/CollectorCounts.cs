namespace Lab.Chaos.Collect;

/// <summary>What a collector took, refused and let go of. Safe from any thread.</summary>
internal sealed class CollectorCounts
{
    private long _requests;
    private long _spans;
    private long _logs;
    private long _points;
    private long _malformed;
    private long _tooLarge;
    private long _droppedSpans;
    private long _droppedLogs;
    private long _relayed;
    private long _relayDropped;
    private long _relayFailed;

    public void Took(int spans, int logs, int points)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _spans, spans);
        Interlocked.Add(ref _logs, logs);
        Interlocked.Add(ref _points, points);
    }

    public void Malformed() => Interlocked.Increment(ref _malformed);

    public void TooLarge() => Interlocked.Increment(ref _tooLarge);

    public void Dropped(int spans = 1) => Interlocked.Add(ref _droppedSpans, spans);

    public void DroppedLog() => Interlocked.Increment(ref _droppedLogs);

    public void Relayed() => Interlocked.Increment(ref _relayed);

    public void RelayDropped() => Interlocked.Increment(ref _relayDropped);

    public void RelayFailed() => Interlocked.Increment(ref _relayFailed);

    /// <summary>As of now.</summary>
    public Collected Read() => new()
    {
        Requests = Interlocked.Read(ref _requests),
        Spans = Interlocked.Read(ref _spans),
        Logs = Interlocked.Read(ref _logs),
        MetricPoints = Interlocked.Read(ref _points),
        Malformed = Interlocked.Read(ref _malformed),
        TooLarge = Interlocked.Read(ref _tooLarge),
        DroppedSpans = Interlocked.Read(ref _droppedSpans),
        DroppedLogs = Interlocked.Read(ref _droppedLogs),
        Relayed = Interlocked.Read(ref _relayed),
        RelayDropped = Interlocked.Read(ref _relayDropped),
        RelayFailed = Interlocked.Read(ref _relayFailed),
    };
}

/// <summary>What a collector took, <c>collected.json</c> in the folder of a run.</summary>
internal sealed record Collected
{
    public const string FileName = "collected.json";

    /// <summary>Export calls that were taken.</summary>
    public required long Requests { get; init; }

    public required long Spans { get; init; }

    public required long Logs { get; init; }

    public required long MetricPoints { get; init; }

    /// <summary>Export calls refused because they were no OTLP.</summary>
    public required long Malformed { get; init; }

    /// <summary>Export calls refused because of their size.</summary>
    public required long TooLarge { get; init; }

    /// <summary>Spans of clean volleys beyond those kept, and of traces of no volley that there was no room for.</summary>
    public required long DroppedSpans { get; init; }

    public required long DroppedLogs { get; init; }

    /// <summary>Export calls that a dashboard took.</summary>
    public required long Relayed { get; init; }

    /// <summary>Export calls not forwarded because the dashboard was slower than they came.</summary>
    public required long RelayDropped { get; init; }

    /// <summary>Export calls that the dashboard refused or did not answer.</summary>
    public required long RelayFailed { get; init; }
}
