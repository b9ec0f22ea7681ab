
namespace Lab.Chaos.Predict.Swarm;

/// <summary>
/// Who gets a processor when. Claims come in the order of virtual time, so a queue needs no events of its own: first come, first served
/// means that a claim begins when the earliest processor is free. <see cref="World"/> lists what that leaves out.
/// </summary>
internal sealed class Processors
{
    // How Linux enforces a CPU limit: CFS bandwidth, period 100 ms, the default of Kubernetes.
    private const long Period = 100_000_000;

    private readonly int[] _firstReplica;
    private readonly Replica[] _replicas;
    private readonly int[] _serviceOf;
    private readonly long[] _shared;
    private readonly long[] _cpu;
    private readonly long _entry;
    private readonly long[] _busy;
    private readonly int[] _turn;
    private readonly long[][] _servers;

    public Processors(CompiledSystem system)
    {
        var services = system.Model.Services;
        _cpu = system.Cpu;
        _entry = (long)system.Model.EntryCpu.TotalNanoseconds;
        _firstReplica = new int[services.Count];
        _turn = new int[services.Count];
        _busy = new long[services.Count];
        _servers = new long[services.Count][];
        List<Replica> replicas = [];
        List<int> owners = [];
        for (var service = 0; service < services.Count; service++)
        {
            _firstReplica[service] = replicas.Count;
            _servers[service] = services[service].Concurrency is { } at ? new long[at * services[service].Replicas] : [];
            var quota = services[service].Quota is { } share ? Math.Max(1, (long)(share * Period)) : long.MaxValue;
            for (var n = 0; n < services[service].Replicas; n++)
            {
                replicas.Add(new Replica { Quota = quota });
                owners.Add(service);
            }
        }

        _replicas = [.. replicas];
        _serviceOf = [.. owners];
        _shared = system.Model.Swarm.Cores is { } cores ? new long[cores] : [];
    }

    public int Count => _replicas.Length;

    public ReadOnlySpan<long> Busy => _busy;

    public int ServiceOf(int replica) => _serviceOf[replica];

    /// <summary>From 1, as people count.</summary>
    public int NumberOf(int replica) => replica - _firstReplica[_serviceOf[replica]] + 1;

    public int First(int service) => _firstReplica[service];

    public int Replicas(int service) => service + 1 < _firstReplica.Length ? _firstReplica[service + 1] - _firstReplica[service] : _replicas.Length - _firstReplica[service];

    public void Reset()
    {
        Array.Clear(_shared);
        Array.Clear(_busy);
        Array.Clear(_turn);
        foreach (var servers in _servers)
        {
            Array.Clear(servers);
        }

        for (var n = 0; n < _replicas.Length; n++)
        {
            _replicas[n] = new Replica { Quota = _replicas[n].Quota };
        }
    }

    /// <summary>The replica that takes the next request, in turn among those that are up; −1 when none is.</summary>
    public int Choose(int service)
    {
        var count = Replicas(service);
        for (var tried = 0; tried < count; tried++)
        {
            var replica = _firstReplica[service] + _turn[service];
            _turn[service] = _turn[service] + 1 == count ? 0 : _turn[service] + 1;
            if (!_replicas[replica].Down)
            {
                return replica;
            }
        }

        return -1;
    }

    public bool IsDown(int replica) => _replicas[replica].Down;

    public void TakeDown(int replica, bool down) => _replicas[replica].Down = down;

    public void Pause(int replica, long until) => _replicas[replica].StandsUntil = until;

    /// <summary>When a paused callee goes on; the time given when it runs.</summary>
    public long Ready(int replica, long time) => Math.Max(time, _replicas[replica].StandsUntil);

    /// <summary>One step's processor time: first where it is executed, then where it is answered.</summary>
    /// <param name="replica">Executes it.</param>
    /// <param name="callee">Replica that answers.</param>
    /// <param name="time">Not before.</param>
    /// <returns>When the work is done.</returns>
    public long Claim(int replica, int callee, long time)
    {
        if (_shared.Length == 0)
        {
            return Run(callee, time, ready: Run(replica, time, time, 0), 0);
        }

        // One after the other on one processor; another is free for somebody else.
        var answer = _cpu[_serviceOf[callee]];
        var done = RunShared(time, _cpu[_serviceOf[replica]] + answer);
        return Run(callee, time, ready: Run(replica, time, time, done - answer), done);
    }

    /// <summary>A request's way to its operation.</summary>
    /// <returns>When it is there.</returns>
    public long Enter(long time) => _shared.Length == 0 || _entry == 0 ? time + _entry : RunShared(time, _entry);

    /// <summary>A place among those that the callee serves at once.</summary>
    /// <param name="callee">Service.</param>
    /// <param name="time">It is now.</param>
    /// <param name="ready">When the call reaches it.</param>
    /// <param name="latency">How long it takes.</param>
    /// <returns>When it replies.</returns>
    public long Serve(int callee, long time, long ready, long latency)
    {
        var servers = _servers[callee];
        if (servers.Length == 0)
        {
            return ready + latency;
        }

        var start = Math.Max(time, servers[0]);
        ReplaceEarliest(servers, start + latency);
        return Math.Max(start, ready) + latency;
    }

    // Work is charged from now on, even when it is ready only later because its sender is busy, stands or is frozen: a place that was kept
    // for it till then would stand idle, and everybody else behind it. Where processors are shared, worked is when one is done with it.
    private long Run(int replica, long time, long ready, long worked)
    {
        ref var at = ref _replicas[replica];
        var work = _cpu[_serviceOf[replica]];
        _busy[_serviceOf[replica]] += work;
        var start = Math.Max(time, at.StandsUntil);
        if (_shared.Length == 0)
        {
            start = Math.Max(start, at.FreeAt);
            at.FreeAt = at.Quota == long.MaxValue ? start + work : Throttled(ref at, start, work);
            return Math.Max(at.FreeAt, ready + work);
        }

        var done = Math.Max(worked, ready + work);
        if (at.Quota == long.MaxValue)
        {
            return Math.Max(done, start + work);
        }

        // Below one processor's worth, .NET sees a single one.
        start = at.Quota <= Period ? Math.Max(start, at.FreeAt) : start;
        at.FreeAt = Throttled(ref at, start, work);
        return Math.Max(done, at.FreeAt);
    }

    private long RunShared(long time, long work)
    {
        var core = 0;
        for (var n = 1; n < _shared.Length; n++)
        {
            if (_shared[n] < _shared[core])
            {
                core = n;
            }
        }

        _shared[core] = Math.Max(time, _shared[core]) + work;
        return _shared[core];
    }

    // When the work is done if nobody else wants the processor.
    private static long Throttled(ref Replica at, long start, long work)
    {
        while (true)
        {
            var period = start / Period;
            if (period > at.Period)
            {
                (at.Period, at.Used) = (period, 0);
            }
            else if (period < at.Period)
            {
                start = at.Period * Period;   // it is frozen till then already
                continue;
            }

            var left = Math.Max(0, Math.Min(at.Quota - at.Used, ((period + 1) * Period) - start));
            if (work <= left)
            {
                at.Used += work;
                return start + work;
            }

            work -= left;
            at.Used += left;
            start = (period + 1) * Period;
        }
    }

    // A heap whose first is the earliest: a service with hundreds of places is asked at each step.
    private static void ReplaceEarliest(long[] heap, long time)
    {
        var place = 0;
        while ((place << 1) + 1 < heap.Length)
        {
            var child = (place << 1) + 1;
            if (child + 1 < heap.Length && heap[child + 1] < heap[child])
            {
                child++;
            }

            if (heap[child] >= time)
            {
                break;
            }

            heap[place] = heap[child];
            place = child;
        }

        heap[place] = time;
    }

    private struct Replica
    {
        public long FreeAt;
        public long StandsUntil;
        public long Quota;
        public long Period;
        public long Used;
        public bool Down;
    }
}
