using System.Net.Sockets;
using Lab.Chaos.Stress;
using Lab.Chaos.Stress.Loads;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Adapters;

/// <summary>
/// Sends one arrival of a plan, when a foreign driver says so, and records it as the lab's own loop would: same requests, same ids, same
/// rules for outcomes.
/// <code>driver -> SendAsync(n) -> connection -> session, step by step -> samples</code>
/// A driver does not tell when an arrival was due, so it counts from when it began.
/// </summary>
internal sealed class ArrivalSender(LoadPlan plan, Uri target, Action<Sample> record, TimeProvider time) : IDisposable
{
    private const int FirstBuffer = 4 * 1024;

    /// <summary>When nobody has accepted a connection for this long, nobody is there any more.</summary>
    private static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(5);

    private readonly ConnectionPool _pool = new(target);
    private readonly SemaphoreSlim _room = new(plan.Connections, plan.Connections);
    private readonly Lock _recording = new();
    private readonly ArrivalContents _contents = new(plan);
    private long _first = long.MaxValue;
    private long _last;
    private long _reached;
    private int _begun;
    private int _unsent;
    private int _uncaptured;

    /// <summary>Why nothing is sent any more; null while something is.</summary>
    public string? CutShort { get; private set; }

    /// <exception cref="LabException">Nobody accepts connections.</exception>
    public async Task ReachAsync(CancellationToken cancellationToken)
    {
        var (connection, error) = await OpenAsync(time.Nanoseconds(), cancellationToken);
        _pool.Return(connection ?? throw new LabException($"Nothing accepts connections at {target} ({error}). "
            + "Start the system first (lab up), or correct its address under target in scenario.yaml."));
    }

    /// <summary>The outcome of its last request; null when it was not sent, for want of a free connection or of a server.</summary>
    /// <param name="number">Of the arrival, from 0; decides key, session and ids.</param>
    /// <param name="process">The logical client.</param>
    /// <param name="cancellationToken">Ends it without a record.</param>
    public async Task<Outcome?> SendAsync(int number, int process, CancellationToken cancellationToken)
    {
        // Given up at once and counted: sent later, it would be sent at another time than the driver chose.
        if (CutShort is not null || !_room.Wait(TimeSpan.Zero, cancellationToken))
        {
            Interlocked.Increment(ref _unsent);
            return null;
        }

        try
        {
            var begun = time.Nanoseconds();
            var (connection, error) = await OpenAsync(begun, cancellationToken);
            if (connection is not null)
            {
                Interlocked.Increment(ref _begun);
                return await RunAsync(number, process, begun, connection, cancellationToken);
            }

            Interlocked.Increment(ref _unsent);
            if (begun - Volatile.Read(ref _reached) > GoneAfter.ToNanoseconds())
            {
                CutShort = $"nothing at {target} has accepted a connection for {GoneAfter.TotalSeconds:0} s ({error})";
            }

            return null;
        }
        finally
        {
            _room.Release();
        }
    }

    public LoadTally Tally() => new()
    {
        Begun = _begun,
        Unsent = _unsent,
        Uncaptured = _uncaptured,
        CutShort = CutShort,
        Elapsed = Math.Max(0, _last - _first),
    };

    public void Dispose()
    {
        _pool.Dispose();
        _room.Dispose();
    }

    private async Task<Outcome> RunAsync(int number, int process, long begun, Connection connection, CancellationToken cancellationToken)
    {
        var session = _contents.Session(number);
        var key = _contents.Key(number);
        var steps = plan.Sessions[session].Steps;
        var captured = new string?[ArrivalContents.MostSteps];
        var reusable = false;
        try
        {
            for (var (step, scheduled) = (0, begun); ; step++)
            {
                reusable = false;
                var request = Render(steps[step].Request, number, step, process, key, captured);
                var sent = time.Nanoseconds();
                var (conclusion, reply) = await ExchangeAsync(connection, request, steps[step], scheduled, cancellationToken);
                var returned = time.Nanoseconds();
                Record(new Sample
                {
                    Number = number,
                    Session = session,
                    Step = step,
                    Key = key,
                    Process = process,
                    Scheduled = scheduled,
                    Sent = sent,
                    Returned = returned,
                    Outcome = conclusion.Outcome,
                    Status = reply?.Status ?? 0,
                    Error = conclusion.Error,
                    Replica = reply?.Headers.GetValueOrDefault("Lab-Replica"),
                    Received = reply?.Stamp("Lab-Received"),
                    FirstRead = reply?.Stamp("Lab-First-Read"),
                });
                reusable = reply is { KeepAlive: true } && conclusion.Outcome != Outcome.Info;
                if (!reusable || conclusion.Outcome != Outcome.Ok || step + 1 == steps.Count || !Capture(steps[step], reply!, captured))
                {
                    return conclusion.Outcome;
                }

                scheduled = returned;
            }
        }
        finally
        {
            if (reusable)
            {
                _pool.Return(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    private async Task<(Connection? Connection, string? Error)> OpenAsync(long begun, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(plan.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var connection = await _pool.RentAsync(either.Token);
            Volatile.Write(ref _reached, begun);
            return (connection, null);
        }
        catch (SocketException failure)
        {
            return (null, $"connect: {failure.SocketErrorCode}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"connect: no answer within {plan.Timeout.TotalSeconds:0.###} s");
        }
    }

    private async Task<(Conclusion Conclusion, Reply? Reply)> ExchangeAsync(
        Connection connection, ReadOnlyMemory<byte> request, LoadStep step, long scheduled, CancellationToken cancellationToken)
    {
        var left = plan.Timeout - MonotonicClock.FromNanoseconds(time.Nanoseconds() - scheduled);
        using var limit = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            connection.Send(request.Span);
            var reply = await connection.ReceiveAsync(headRequest: false, either.Token);
            return (Conclusion.From(reply, step.Outcomes), reply);
        }
        catch (SocketException failure)
        {
            return (Conclusion.NoReply($"receive: {failure.SocketErrorCode}"), null);
        }
        catch (InvalidDataException failure)
        {
            return (Conclusion.NoReply($"receive: {failure.Message}"), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (Conclusion.NoReply($"no reply within {plan.Timeout.TotalSeconds:0.###} s"), null);
        }
    }

    private ReadOnlyMemory<byte> Render(CompiledRequest request, int number, int step, int process, int key, string?[] captured)
    {
        var values = _contents.Values(number, step, process, key, captured);
        for (var bytes = new byte[FirstBuffer]; ; bytes = new byte[2 * bytes.Length])
        {
            if (request.Write(values, bytes) is >= 0 and var length)
            {
                return bytes.AsMemory(0, length);
            }
        }
    }

    private bool Capture(LoadStep step, Reply reply, string?[] captured)
    {
        var whole = ArrivalContents.Capture(step, reply, captured);
        if (!whole)
        {
            Interlocked.Increment(ref _uncaptured);
        }

        return whole;
    }

    // One at a time: whoever takes samples expects a single writer, as the lab's loop is.
    private void Record(in Sample sample)
    {
        lock (_recording)
        {
            _first = Math.Min(_first, sample.Scheduled);
            _last = Math.Max(_last, sample.Returned);
            record(sample);
        }
    }
}
