using System.Net.Sockets;
using System.Text;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress.Loads;

/// <summary>
/// Drives a plan: one thread that sends what is due, waits for whatever comes first, and reads it.
/// <code>
///                  ┌──────────────────────────────────────────────┐
/// pacing ── due ──>│ free connection? ── send ── wait ── read ─────│──> samples
///                  │      └ none within the tolerance: given up    │
///                  └──────────────────────────────────────────────┘
/// </code>
/// One thread needs no lock and no continuation, so on a laptop most of the processor is left to the system under test. It allocates for
/// refusals (their code is parsed) and captures, and for nothing else.
/// </summary>
internal sealed class LoadLoop(LoadPlan plan, Uri target, Action<Sample> record, TimeProvider time)
{
    private const int MostReady = 64;
    private const long LongestWait = 20_000_000;
    private const long TimeoutsEvery = 5_000_000;

    /// <summary>Without a single open connection for this long, nobody is there any more.</summary>
    private const long GoneAfter = 5_000_000_000;

    private readonly Lanes _lanes = new(plan, target, time);
    private readonly ArrivalContents _contents = new(plan);
    private readonly Dictionary<int, string> _replicas = [];
    private readonly LoadTally _tally = new();
    private readonly long _timeout = plan.Timeout.ToNanoseconds();
    private IReadiness _readiness = null!;
    private IPacing _pacing = null!;
    private int _busy;

    /// <summary>
    /// Whether the thread goes before all ordinary ones, as it must to keep a schedule beside a busy server. Switched off where its throughput is
    /// compared with that of a tool that does not.
    /// </summary>
    public bool ComesFirst { get; init; } = true;

    /// <param name="pace">Makes the pacing, told when it starts (ns).</param>
    /// <param name="cancellationToken">Ends it at once; every connection is closed.</param>
    /// <exception cref="LabException">Nobody accepts connections.</exception>
    public async Task<LoadTally> RunAsync(Func<long, IPacing> pace, CancellationToken cancellationToken)
    {
        await _lanes.OpenAllAsync(cancellationToken);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                if (ComesFirst)
                {
                    RealTimePriority.Take();
                }

                Drive(pace, cancellationToken);
                done.SetResult();
            }
            catch (OperationCanceledException)
            {
                done.SetCanceled(cancellationToken);
            }
            catch (Exception failure)   // the edge of a thread: whoever awaits it decides
            {
                done.SetException(failure);
            }
        })
        { IsBackground = true, Name = "load" }.Start();
        try
        {
            await done.Task;
        }
        finally
        {
            _lanes.CloseAll();
        }

        return _tally;
    }

    private void Drive(Func<long, IPacing> pace, CancellationToken cancellationToken)
    {
        using (_readiness = IReadiness.Create())
        {
            _lanes.TakeOpened(_readiness, time.Nanoseconds());
            if (_lanes.Open == 0)
            {
                throw new LabException($"Nothing accepts connections at {target} ({_lanes.LastError}). "
                    + "Start the system first (lab up), or correct its address under target in scenario.yaml.");
            }

            var start = time.Nanoseconds();
            _pacing = pace(start);
            Cycle(cancellationToken);
            _tally.Elapsed = time.Nanoseconds() - start;
        }
    }

    private void Cycle(CancellationToken cancellationToken)
    {
        Span<int> ready = stackalloc int[MostReady];
        var (nextTimeouts, lastOpen) = (0L, time.Nanoseconds());
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = time.Nanoseconds();
            _lanes.TakeOpened(_readiness, now);
            while (_lanes.HasFree && _pacing.NextDue <= now)
            {
                Begin(_lanes.TakeFree());
                now = time.Nanoseconds();
            }

            var starved = !_lanes.HasFree;
            var next = _pacing.NextDue;
            if (_busy == 0 && next == long.MaxValue)
            {
                return;
            }

            lastOpen = _lanes.Open > 0 ? now : lastOpen;
            if (now - lastOpen > GoneAfter)
            {
                _tally.CutShort = $"nothing at {target} has accepted a connection for {GoneAfter / 1_000_000_000} s ({_lanes.LastError})";
                _tally.Unsent += _pacing.GiveUpAll();
                return;
            }

            // Who waits for a free connection is woken by a reply; what comes due meanwhile is counted then.
            var wait = Math.Min(LongestWait, starved ? LongestWait : Math.Max(0, next - now));
            var count = _readiness.Wait(wait, ready);
            for (var n = 0; n < count; n++)
            {
                Receive(ready[n]);
            }

            now = time.Nanoseconds();
            if (starved)
            {
                _tally.Unsent += _pacing.GiveUp(now - LoadPlan.Tolerance.ToNanoseconds());
            }

            if (now >= nextTimeouts)
            {
                nextTimeouts = now + TimeoutsEvery;
                EndOverdue(now);
                _lanes.OpenAgain(now);
            }
        }
    }

    private void Begin(int number)
    {
        var lane = _lanes[number];
        lane.Arrival = _pacing.Take();
        lane.Session = _contents.Session(lane.Arrival.Number);
        lane.Key = _contents.Key(lane.Arrival.Number);
        lane.Step = 0;
        lane.Scheduled = lane.Arrival.Due;
        lane.IsBusy = true;
        _busy++;
        _tally.Begun++;
        Send(number, lane);
        _tally.ScheduleError.Record(lane.Sent - lane.Scheduled);
        _tally.Late += lane.Sent - lane.Scheduled > LoadPlan.Tolerance.ToNanoseconds() ? 1 : 0;
    }

    private void Send(int number, Lane lane)
    {
        var values = _contents.Values(lane.Arrival.Number, lane.Step, lane.Arrival.Process, lane.Key, lane.Captured);
        var request = plan.Sessions[lane.Session].Steps[lane.Step].Request;
        int length;
        while ((length = request.Write(values, lane.Out)) < 0)
        {
            lane.Out = new byte[2 * lane.Out.Length];
        }

        lane.Read = 0;
        lane.Sent = time.Nanoseconds();   // before the call: on another core the server may already act before it returns
        var sent = lane.Socket!.Send(lane.Out.AsSpan(0, length), SocketFlags.None, out var error);
        if (error != SocketError.Success || sent < length)
        {
            // A connection that was closed between two requests; or a buffer that is full, with nothing of ours in it to be read.
            End(number, lane, sent == 0 ? Conclusion.NeverSent($"send: {error}") : Conclusion.NoReply($"send: {error}"), default, null, reusable: false);
        }
    }

    private void Receive(int number)
    {
        var lane = _lanes[number];
        if (lane.Socket is null)
        {
            return;
        }

        var count = lane.Socket.Receive(lane.Room, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return;
        }

        if (!lane.IsBusy)
        {
            _lanes.Close(_readiness, number);   // the peer closed an idle connection, or said something nobody asked for
            return;
        }

        lane.Read += count;
        if (error != SocketError.Success)
        {
            End(number, lane, Conclusion.NoReply($"receive: {error}"), default, null, reusable: false);
            return;
        }

        Understand(number, lane, ended: count == 0);
    }

    private void Understand(int number, Lane lane, bool ended)
    {
        var bytes = lane.In.AsSpan(0, lane.Read);
        var result = ReplyScanner.Scan(bytes, out var reply);
        if (result == ReplyScanner.Result.Partial && !ended)
        {
            return;
        }

        var step = plan.Sessions[lane.Session].Steps[lane.Step];
        try
        {
            Reply? parsed = null;
            if (result != ReplyScanner.Result.Whole || step.Captures.Count > 0 || !step.Outcomes.Ok.Contains(reply.Status))
            {
                parsed = ReplyParser.Parse(bytes, ended, headRequest: false);
                if (parsed is null)
                {
                    return;
                }

                reply = result == ReplyScanner.Result.Whole ? reply
                    : new Scanned(parsed.Status, parsed.KeepAlive, parsed.Stamp("Lab-Received"), parsed.Stamp("Lab-First-Read"), default);
            }

            var conclusion = parsed is null ? new Conclusion(Outcome.Ok, null) : Conclusion.From(parsed, step.Outcomes);
            End(number, lane, conclusion, reply, parsed, reusable: reply.KeepAlive && conclusion.Outcome != Outcome.Info);
        }
        catch (InvalidDataException failure)
        {
            End(number, lane, Conclusion.NoReply($"receive: {failure.Message}"), default, null, reusable: false);
        }
    }

    private void EndOverdue(long now)
    {
        for (var number = 0; number < _lanes.Count; number++)
        {
            var lane = _lanes[number];
            if (lane.IsBusy && now - lane.Scheduled > _timeout)
            {
                End(number, lane, Conclusion.NoReply($"no reply within {plan.Timeout.TotalSeconds:0.###} s"), default, null, reusable: false);
            }
        }
    }

    private void End(int number, Lane lane, Conclusion conclusion, in Scanned reply, Reply? parsed, bool reusable)
    {
        var returned = time.Nanoseconds();
        var steps = plan.Sessions[lane.Session].Steps;
        record(new Sample
        {
            Number = lane.Arrival.Number,
            Session = lane.Session,
            Step = lane.Step,
            Key = lane.Key,
            Process = lane.Arrival.Process,
            Scheduled = lane.Scheduled,
            Sent = lane.Sent,
            Returned = returned,
            Outcome = conclusion.Outcome,
            Status = reply.Status,
            Error = conclusion.Error,
            Replica = reply.Replica.Length > 0 ? Replica(lane.In.AsSpan(reply.Replica.From, reply.Replica.Length)) : null,
            Received = reply.Received,
            FirstRead = reply.FirstRead,
        });
        if (reusable && conclusion.Outcome == Outcome.Ok && lane.Step + 1 < steps.Count && Capture(steps[lane.Step], lane, parsed))
        {
            lane.Step++;
            lane.Scheduled = returned;
            Send(number, lane);
            return;
        }

        lane.IsBusy = false;
        _busy--;
        _pacing.Done(lane.Arrival, returned, conclusion.Outcome);
        if (reusable)
        {
            _lanes.Free(number);
        }
        else
        {
            _lanes.Close(_readiness, number);
        }
    }

    private bool Capture(LoadStep step, Lane lane, Reply? parsed)
    {
        var whole = ArrivalContents.Capture(step, parsed, lane.Captured);
        _tally.Uncaptured += whole ? 0 : 1;
        return whole;
    }

    // Few replicas, many replies: one text each.
    private string Replica(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        var key = hash.ToHashCode();
        return _replicas.TryGetValue(key, out var known) ? known : _replicas[key] = Encoding.Latin1.GetString(name);
    }
}
