namespace Lab.Chaos.Stress.Loads;

/// <summary>
/// The connections of a load: opened ahead, handed out when free, opened again when lost. Used by one thread.
/// <code>opening ──> free ──> busy ──> free …   lost ──> opening, after a rest when nobody accepted</code>
/// </summary>
internal sealed class Lanes(LoadPlan plan, Uri target, TimeProvider time)
{
    private const long OpenAgainAfter = 100_000_000;

    private readonly Lane[] _all = [.. Enumerable.Range(0, plan.Connections).Select(_ => new Lane(ArrivalContents.MostSteps))];
    private readonly Stack<int> _free = new(plan.Connections);
    private readonly LaneOpener _opener = new(target, plan.Timeout, time);

    /// <summary>How many there are, open or not.</summary>
    public int Count => _all.Length;

    public int Open { get; private set; }

    public bool HasFree => _free.Count > 0;

    public string? LastError => _opener.LastError;

    public Lane this[int number] => _all[number];

    public async Task OpenAllAsync(CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, _all.Length, options, async (lane, token) => await _opener.OpenAsync(lane, token));
    }

    public int TakeFree() => _free.Pop();

    public void Free(int number) => _free.Push(number);

    /// <summary>Watches what has been opened since the last time.</summary>
    public void TakeOpened(IReadiness readiness, long now)
    {
        while (_opener.TryTake(out var number, out var socket))
        {
            var lane = _all[number];
            if (socket is null)
            {
                lane.OpenAfter = now + OpenAgainAfter;
                continue;
            }

            lane.Socket = socket;
            readiness.Watch(socket, number);
            Open++;
            _free.Push(number);
        }
    }

    /// <summary>Opens those anew that were lost.</summary>
    public void OpenAgain(long now)
    {
        for (var number = 0; number < _all.Length; number++)
        {
            var lane = _all[number];
            if (lane is { IsBusy: false, Socket: null, OpenAfter: > 0 } && lane.OpenAfter <= now)
            {
                lane.OpenAfter = 0;
                _ = _opener.OpenAsync(number, CancellationToken.None);   // ends by itself within the time-out
            }
        }
    }

    public void Close(IReadiness readiness, int number)
    {
        var lane = _all[number];
        if (lane.Socket is not { } socket)
        {
            return;
        }

        readiness.Forget(socket, number);
        socket.Dispose();
        lane.Socket = null;
        lane.OpenAfter = 1;
        Open--;
        RemoveFree(number);
    }

    /// <summary>Closes every connection, at the end of a load.</summary>
    public void CloseAll()
    {
        foreach (var lane in _all)
        {
            lane.Socket?.Dispose();
        }

        while (_opener.TryTake(out _, out var socket))
        {
            socket?.Dispose();
        }
    }

    private void RemoveFree(int number)
    {
        if (!_free.Contains(number))
        {
            return;
        }

        int[] others = [.. _free.Where(free => free != number).Reverse()];
        _free.Clear();
        foreach (var other in others)
        {
            _free.Push(other);
        }
    }
}
