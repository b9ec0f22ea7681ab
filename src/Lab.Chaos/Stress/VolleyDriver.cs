using System.Net.Sockets;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress.Http2;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress;

/// <summary>
/// Sends volleys and reports every request as the operation its client saw.
/// <code>
/// open connections ── stage (aligned) ── quiet ── release ──> read replies ──> operations
///        ^                                                        │
///        └──────────── connections whose reply was definite ──────┘
/// </code>
/// The arms differ in the moments of sending and in nothing else: each has its connections opened ahead.
/// </summary>
/// <param name="target">Base address, plain http.</param>
/// <param name="rules">What replies mean.</param>
/// <param name="time">The machine's clock; only time-outs obey another one.</param>
internal sealed class VolleyDriver(Uri target, OutcomeRules rules, TimeProvider time) : IAsyncDisposable
{
    // More at once overflow the listening queue of common servers, and a dropped SYN costs a second.
    private const int OpenedAtOnce = 64;

    /// <summary>Base address of the service under test.</summary>
    public Uri Target => target;

    private readonly ConnectionPool _pool = new(target);
    private Http2Volleys? _http2;

    /// <summary>How long staged requests rest, so that the server has read them and is idle again. Default 30 ms.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>From now on volleys go over HTTP/2, through so many connections; null goes back to a connection for each request.</summary>
    public void OverHttp2(int? connections)
    {
        _http2?.Dispose();
        _http2 = connections is { } count ? new Http2Volleys(target, rules, count, Quiet, time) : null;
    }

    /// <returns>One operation a request, in order of <see cref="Operation.Scheduled"/>.</returns>
    /// <exception cref="LabException">The target accepts no connection at all, or the volley cannot be sent.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; every connection of the volley is closed.</exception>
    public Task<IReadOnlyList<Operation>> FireAsync(Volley volley, CancellationToken cancellationToken) =>
        FireAsync(volley, static () => { }, cancellationToken);

    /// <inheritdoc cref="FireAsync(Volley, CancellationToken)"/>
    /// <param name="volley">What is sent, and when.</param>
    /// <param name="released">Called when everything stands ready and the first request goes now; must not block.</param>
    /// <param name="cancellationToken">Stops sending and waiting.</param>
    public async Task<IReadOnlyList<Operation>> FireAsync(Volley volley, Action released, CancellationToken cancellationToken)
    {
        ThrowUnlessPossible(volley);
        if (_http2 is not null)
        {
            return await _http2.FireAsync(volley, released, cancellationToken);
        }

        Exchange[] exchanges = [.. volley.Requests.Select(request => new Exchange(request))];
        try
        {
            return volley.Alignment switch
            {
                Alignment.Aligned => await FireAlignedAsync(volley, exchanges, released, cancellationToken),
                Alignment.Unaligned => await FireUnalignedAsync(volley, exchanges, released, cancellationToken),
                Alignment.Sequential => await FireSequentiallyAsync(volley, exchanges, released, cancellationToken),
                _ => throw new ArgumentOutOfRangeException(nameof(volley), volley.Alignment, "Unknown alignment."),
            };
        }
        catch
        {
            foreach (var exchange in exchanges)
            {
                exchange.Connection?.Dispose();   // half a request may be on it: no other may follow
            }

            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _pool.Dispose();
        _http2?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Operation[]> FireAlignedAsync(
        Volley volley, Exchange[] exchanges, Action released, CancellationToken cancellationToken)
    {
        await OpenAsync(volley, exchanges, cancellationToken);
        Stage(exchanges);
        await Task.Delay(Quiet, time, cancellationToken);

        // A server may close an idle connection just as it is staged; what was staged on it is no request yet, so it can be sent anew.
        Exchange[] lost = [.. exchanges.Where(exchange => exchange.Connection is { IsQuiet: false })];
        if (lost.Length > 0)
        {
            await ReopenAsync(volley, lost, cancellationToken);
            Stage(lost);
            await Task.Delay(Quiet, time, cancellationToken);
        }

        // Spread on purpose: staged like every other aligned volley, so that arms of a sweep differ in the moments of release alone.
        if (volley.Requests[^1].Offset > TimeSpan.Zero)
        {
            return await PaceAsync(volley, exchanges, released, cancellationToken);
        }

        released();
        await VolleyRelease.ReleaseAsync(exchanges, time);
        return await Task.WhenAll(exchanges.Select(exchange => FinishAsync(volley, exchange, cancellationToken)));
    }

    private async Task<Operation[]> FireUnalignedAsync(
        Volley volley, Exchange[] exchanges, Action released, CancellationToken cancellationToken)
    {
        await OpenAsync(volley, exchanges, cancellationToken);
        return await PaceAsync(volley, exchanges, released, cancellationToken);
    }

    private async Task<Operation[]> PaceAsync(
        Volley volley, Exchange[] exchanges, Action released, CancellationToken cancellationToken)
    {
        var replies = new Task<Operation>[exchanges.Length];

        released();

        // Reading starts as soon as a request is sent; sending never waits for it.
        await Pacer.SendAsync(
            exchanges, time, n => replies[n] = FinishAsync(volley, exchanges[n], cancellationToken), cancellationToken);
        return await Task.WhenAll(replies);
    }

    private async Task<Operation[]> FireSequentiallyAsync(
        Volley volley, Exchange[] exchanges, Action released, CancellationToken cancellationToken)
    {
        released();
        var operations = new Operation[exchanges.Length];
        for (var n = 0; n < exchanges.Length; n++)
        {
            await OpenOneAsync(volley, exchanges[n], cancellationToken);
            ThrowIfNobodyAnswers(n == 0 ? [exchanges[0]] : []);
            exchanges[n].Scheduled = time.Nanoseconds();
            exchanges[n].SendRest(time);
            operations[n] = await FinishAsync(volley, exchanges[n], cancellationToken);
        }

        return operations;
    }

    private async Task OpenAsync(Volley volley, Exchange[] exchanges, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(exchanges, options, (exchange, token) => OpenOneAsync(volley, exchange, token));
        ThrowIfNobodyAnswers(exchanges);
    }

    private async Task ReopenAsync(Volley volley, Exchange[] lost, CancellationToken cancellationToken)
    {
        foreach (var exchange in lost)
        {
            exchange.Connection!.Dispose();
            exchange.Connection = null;
            await OpenOneAsync(volley, exchange, cancellationToken);
        }
    }

    private async ValueTask OpenOneAsync(Volley volley, Exchange exchange, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(volley.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            exchange.Connection = await _pool.RentAsync(either.Token);
        }
        catch (SocketException failure)
        {
            exchange.FailToOpen($"connect: {failure.SocketErrorCode}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            exchange.FailToOpen($"connect: no answer within {volley.Timeout.TotalSeconds:0.###} s");
        }
    }

    private static void Stage(Exchange[] exchanges)
    {
        foreach (var exchange in exchanges.Where(exchange => exchange.NeverSent is null))
        {
            exchange.Stage();
        }
    }

    private async Task<Operation> FinishAsync(Volley volley, Exchange exchange, CancellationToken cancellationToken)
    {
        var (reply, conclusion) = await ConcludeAsync(volley, exchange, cancellationToken);
        var returned = time.Nanoseconds();

        // After Info a late reply may still arrive: the next request on this connection would take it for its own.
        if (exchange.Connection is { } connection)
        {
            if (conclusion.Outcome != Outcome.Info && reply is { KeepAlive: true })
            {
                _pool.Return(connection);
            }
            else
            {
                connection.Dispose();
            }
        }

        return new Operation
        {
            Id = exchange.Request.Id,
            Volley = volley.Number,
            Process = exchange.Request.Process,
            Key = volley.Key,
            Scheduled = exchange.Scheduled,
            Sent = exchange.Sent,
            Returned = returned,
            Outcome = conclusion.Outcome,
            Status = reply?.Status ?? 0,
            Error = conclusion.Error,
            Replica = reply?.Headers.GetValueOrDefault("Lab-Replica"),
            TraceId = exchange.Request.TraceId,
            Received = reply?.Stamp("Lab-Received"),
            FirstRead = reply?.Stamp("Lab-First-Read"),
            Step = exchange.Request.Step,
            Seen = exchange.Request.Seen.In(reply, conclusion),
        };
    }

    private async Task<(Reply? Reply, Conclusion Conclusion)> ConcludeAsync(
        Volley volley, Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.NeverSent is { } error)
        {
            return (null, Conclusion.NeverSent(error));
        }

        var left = MonotonicClock.FromNanoseconds(exchange.Scheduled - time.Nanoseconds()) + volley.Timeout;
        using var timeout = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var headRequest = exchange.Request.Bytes.Span.StartsWith("HEAD "u8);
            var reply = await exchange.Connection!.ReceiveAsync(headRequest, either.Token);
            return (reply, Conclusion.From(reply, rules));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, Conclusion.NoReply($"no reply within {volley.Timeout.TotalSeconds:0.###} s"));
        }
        catch (SocketException failure)
        {
            return (null, Conclusion.NoReply($"receive: {failure.SocketErrorCode}"));
        }
        catch (InvalidDataException failure)
        {
            return (null, Conclusion.NoReply($"receive: {failure.Message}"));
        }
    }

    private void ThrowIfNobodyAnswers(Exchange[] exchanges)
    {
        if (exchanges.Length > 0 && exchanges.All(exchange => exchange.Connection is null))
        {
            throw new LabException($"Nothing accepts connections at {target} ({exchanges[0].NeverSent}). "
                + "Start the system first (lab up), or correct its address under target in scenario.yaml.");
        }
    }

    private void ThrowUnlessPossible(Volley volley)
    {
        if (target.Scheme != Uri.UriSchemeHttp)
        {
            throw new LabException($"Target {target} is not plain http, and the volley driver speaks nothing else. "
                + "Give the http address of the service under target in scenario.yaml.");
        }

        if (volley.Requests.Count is < 1 or > VolleyPlanner.MostRequests)
        {
            throw new LabException($"Volley {volley.Number} has {volley.Requests.Count} requests, each with a connection of its own; "
                + $"it must have 1 to {VolleyPlanner.MostRequests}. Set requests in the scenario's workload, or --requests.");
        }
    }
}
