using System.Net.Sockets;
using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress.Http2;

/// <summary>
/// Aligned volleys over HTTP/2: many requests share a connection, so that the last frames of all of them leave in one write.
/// <code>
/// connection 1   HEADERS DATA… HEADERS DATA…  ── quiet ──>  [DATA end][DATA end][DATA end]   one write
/// connection 2   HEADERS DATA… HEADERS DATA…  ── quiet ──>  [DATA end][DATA end]             one write
/// </code>
/// Several connections on purpose: a balancer deals out connections, and one would reach one replica alone.
/// </summary>
internal sealed class Http2Volleys(Uri target, OutcomeRules rules, int connections, TimeSpan quiet, TimeProvider time) : IDisposable
{
    /// <summary>So that each of a few replicas gets one.</summary>
    public const int DefaultConnections = 6;

    private readonly List<Http2Connection> _connections = [];

    /// <exception cref="LabException">The target speaks no HTTP/2 here, or the volley cannot be held by it.</exception>
    public async Task<IReadOnlyList<Operation>> FireAsync(Volley volley, Action released, CancellationToken cancellationToken)
    {
        Http2Exchange[] exchanges = [.. volley.Requests.Select(request => new Http2Exchange(request))];
        var shares = await DealAsync(exchanges, cancellationToken);
        foreach (var (connection, share) in shares)
        {
            Stage(connection, share);
        }

        await Task.Delay(quiet, time, cancellationToken);
        released();
        await ReleaseAsync(shares);
        using var limit = new CancellationTokenSource(volley.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await Task.WhenAll(shares.Select(share => share.Connection.ReadAsync(share.Exchanges, either.Token)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            foreach (var exchange in exchanges)
            {
                exchange.Fail(Conclusion.NoReply($"no reply within {volley.Timeout.TotalSeconds:0.###} s"), time.Nanoseconds());
            }
        }
        finally
        {
            DropClosed();
        }

        return [.. exchanges.Select(exchange => Operation(volley, exchange))];
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        _connections.Clear();
    }

    /// <summary>Deals the requests out in turn, over as many connections as were asked for and as the server's limit on streams needs.</summary>
    private async Task<IReadOnlyList<(Http2Connection Connection, IReadOnlyList<Http2Exchange> Exchanges)>> DealAsync(
        Http2Exchange[] exchanges, CancellationToken cancellationToken)
    {
        if (_connections.Count == 0)
        {
            _connections.Add(await Http2Connection.OpenAsync(target, time, cancellationToken));
        }

        var most = _connections[0].MostStreams;
        var needed = Math.Min(exchanges.Length, Math.Max(connections, (exchanges.Length + most - 1) / most));
        while (_connections.Count < needed)
        {
            _connections.Add(await Http2Connection.OpenAsync(target, time, cancellationToken));
        }

        return
        [
            .. exchanges.Select((exchange, n) => (exchange, Lane: n % needed)).GroupBy(dealt => dealt.Lane)
                .Select(lane => (_connections[lane.Key], (IReadOnlyList<Http2Exchange>)[.. lane.Select(dealt => dealt.exchange)])),
        ];
    }

    private static void Stage(Http2Connection connection, IReadOnlyList<Http2Exchange> share)
    {
        // RFC 9113, 6.9.2: a connection starts with this window, whatever its streams are allowed.
        const int ConnectionWindow = 65_535;
        var (largest, all) = (share.Max(exchange => exchange.BodyLength), share.Sum(exchange => exchange.BodyLength));
        if (largest > connection.StreamWindow || all > ConnectionWindow)
        {
            throw new LabException($"A volley over HTTP/2 sends its bodies ahead of the release, and the server lets {Math.Min(connection.StreamWindow, ConnectionWindow)} bytes come unasked; "
                + $"{share.Count} requests on one connection have {all}. Use more connections (--connections), fewer requests or smaller bodies.");
        }

        try
        {
            connection.Stage(share);
        }
        catch (SocketException)
        {
            // The reader will meet the same failure and tell every stream of it.
        }
    }

    private async Task ReleaseAsync(IReadOnlyList<(Http2Connection Connection, IReadOnlyList<Http2Exchange> Exchanges)> shares)
    {
        (Http2Connection Connection, IReadOnlyList<Http2Exchange> Exchanges, byte[] Last)[] ready =
            [.. shares.Select(share => (share.Connection, share.Exchanges, Http2Connection.Rest(share.Exchanges)))];
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // One thread: a few writes take microseconds, less than it takes to wake a second one.
        new Thread(() =>
        {
            RealTimePriority.Take();
            var scheduled = time.Nanoseconds();
            foreach (var (connection, exchanges, last) in ready)
            {
                var sent = time.Nanoseconds();
                foreach (var exchange in exchanges)
                {
                    (exchange.Scheduled, exchange.Sent) = (scheduled, sent);
                }

                Release(connection, exchanges, last);
            }

            done.SetResult();
        })
        { IsBackground = true, Name = "volley release" }.Start();
        await done.Task;
    }

    private void Release(Http2Connection connection, IReadOnlyList<Http2Exchange> exchanges, byte[] rest)
    {
        try
        {
            connection.Send(rest);
        }
        catch (SocketException failure)
        {
            // Part of it may have gone: nobody can say of which stream.
            foreach (var exchange in exchanges)
            {
                exchange.Fail(Conclusion.NoReply($"send: {failure.SocketErrorCode}"), time.Nanoseconds());
            }
        }
    }

    private void DropClosed()
    {
        foreach (var connection in _connections.Where(connection => !connection.IsOpen).ToList())
        {
            _connections.Remove(connection);
            connection.Dispose();
        }
    }

    private Operation Operation(Volley volley, Http2Exchange exchange)
    {
        var conclusion = exchange.Reply is { } reply ? Conclusion.From(reply, rules) : exchange.Failed!;
        return new Operation
        {
            Id = exchange.Request.Id,
            Volley = volley.Number,
            Process = exchange.Request.Process,
            Key = volley.Key,
            Scheduled = exchange.Scheduled,
            Sent = exchange.Sent,
            Returned = exchange.Returned,
            Outcome = conclusion.Outcome,
            Status = exchange.Reply?.Status ?? 0,
            Error = conclusion.Error,
            Replica = exchange.Reply?.Headers.GetValueOrDefault("Lab-Replica"),
            TraceId = exchange.Request.TraceId,
            Received = exchange.Reply?.Stamp("Lab-Received"),
            FirstRead = exchange.Reply?.Stamp("Lab-First-Read"),
            Step = exchange.Request.Step,
            Seen = exchange.Request.Seen.In(exchange.Reply, conclusion),
        };
    }
}
