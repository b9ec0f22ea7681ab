using System.Collections.Concurrent;
using System.Net.Sockets;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Stress;

namespace Lab.Chaos.Fuzz.Running;

/// <summary>Sends requests as raw bytes, one by one or released together, and says how each ended. It never throws for what the target does.</summary>
/// <param name="timeout">For one request, from opening its connection to the last byte of its reply.</param>
/// <param name="time">Clock of that.</param>
internal sealed class Sender(TimeSpan timeout, TimeProvider time) : IDisposable
{
    // A socket takes in less than this at once; more may block until the server has read.
    private const int BlocksFrom = 64 * 1024;

    // The requests of a volley rest until the server has read all but their ends.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<Uri, ConcurrentQueue<Connection>> _idle = [];

    /// <summary>
    /// Sends it on a connection that is open already, or on a new one. A server may close an idle connection at the moment in which it is used again
    /// (RFC 9112, 9.5), so what is lost there is sent once more.
    /// </summary>
    public async Task<Answer> SendAsync(Uri address, WireRequest request, CancellationToken cancellationToken)
    {
        if (Idle(address) is not { } open)
        {
            return await SendAsync(address, null, request, cancellationToken);
        }

        var answer = await SendAsync(address, open, request, cancellationToken);
        return answer.Kind != AnswerKind.Lost ? answer
            : await SendAsync(address, null, request, cancellationToken) with { WasLostBefore = true };
    }

    private Task<Answer> SendAsync(Uri address, Connection? open, WireRequest request, CancellationToken cancellationToken) =>
        WithinAsync(
            async token =>
            {
                var connection = open ?? await Connection.OpenAsync(address, token);
                try
                {
                    await PassAsync(connection, request.Bytes, token);
                    return await ReceiveAsync(address, connection, request, token);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
            cancellationToken);

    /// <summary>Stages every request up to its last bytes, then lets all go at once.</summary>
    public async Task<IReadOnlyList<Answer>> ReleaseAsync(Uri address, IReadOnlyList<WireRequest> requests, CancellationToken cancellationToken)
    {
        Exchange[] exchanges = [.. requests.Select((request, n) => new Exchange(Prepared(request, n)))];
        var opened = await Task.WhenAll(exchanges.Select(exchange => WithinAsync(
            async token =>
            {
                exchange.Connection = await Connection.OpenAsync(address, token);
                return new Answer(AnswerKind.Whole, null, null);
            },
            cancellationToken)));
        Exchange[] ready = [.. exchanges.Where(exchange => exchange.Connection is not null)];
        if (ready.Length > 0)
        {
            foreach (var exchange in ready)
            {
                exchange.Stage();
            }

            await Task.Delay(Quiet, time, cancellationToken);
            await VolleyRelease.ReleaseAsync(ready, time).WaitAsync(cancellationToken);
        }

        return await Task.WhenAll(exchanges.Select((exchange, n) => exchange.Connection is null
            ? Task.FromResult(opened[n])
            : FinishAsync(address, exchange, requests[n], cancellationToken)));
    }

    public void Dispose()
    {
        foreach (var connection in _idle.Values.SelectMany(idle => idle))
        {
            connection.Dispose();
        }
    }

    private Task<Answer> FinishAsync(Uri address, Exchange exchange, WireRequest request, CancellationToken cancellationToken) =>
        exchange.NeverSent is { } error
            ? Task.FromResult(new Answer(AnswerKind.Lost, null, error))
            : WithinAsync(
                async token =>
                {
                    try
                    {
                        return await ReceiveAsync(address, exchange.Connection!, request, token);
                    }
                    catch
                    {
                        exchange.Connection!.Dispose();
                        throw;
                    }
                },
                cancellationToken);

    private async Task<Answer> ReceiveAsync(Uri address, Connection connection, WireRequest request, CancellationToken cancellationToken)
    {
        var reply = await connection.ReceiveAsync(request.Method == "HEAD", cancellationToken);
        if (reply.KeepAlive)
        {
            _idle.GetOrAdd(address, _ => []).Enqueue(connection);
        }
        else
        {
            connection.Dispose();
        }

        return new Answer(AnswerKind.Whole, reply, null);
    }

    private static Task PassAsync(Connection connection, byte[] bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length < BlocksFrom)
        {
            connection.Send(bytes);
            return Task.CompletedTask;
        }

        // Ends when the connection is disposed of, which is what happens when the time is over.
        return Task.Run(() => connection.Send(bytes), cancellationToken).WaitAsync(cancellationToken);
    }

    private async Task<Answer> WithinAsync(Func<CancellationToken, Task<Answer>> send, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await send(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answer(AnswerKind.Late, null, $"no reply within {timeout.TotalSeconds:0.###} s");
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.HostNotFound
                ? new Answer(AnswerKind.Refused, null, $"connection refused")
                : new Answer(AnswerKind.Lost, null, $"connection lost ({failure.SocketErrorCode})");
        }
        catch (InvalidDataException failure)
        {
            return failure.Message.StartsWith("closed after", StringComparison.Ordinal)
                ? new Answer(AnswerKind.Lost, null, "connection closed before the reply was complete")
                : new Answer(AnswerKind.Malformed, null, failure.Message);
        }
    }

    private Connection? Idle(Uri address)
    {
        var idle = _idle.GetOrAdd(address, _ => []);
        while (idle.TryDequeue(out var connection))
        {
            if (connection.IsQuiet)
            {
                return connection;
            }

            connection.Dispose();
        }

        return null;
    }

    private static PreparedRequest Prepared(WireRequest request, int number) => new()
    {
        Id = "",
        Process = number,
        TraceId = "",
        Bytes = request.Bytes,
        Offset = TimeSpan.Zero,
    };
}
