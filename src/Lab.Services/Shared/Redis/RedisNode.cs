using System.Diagnostics;
using System.Globalization;
using StackExchange.Redis;

namespace Lab.Services.Redis;

/// <summary>One Redis server. A command ends within its time-out, whatever the server does.</summary>
public sealed class RedisNode : IAsyncDisposable
{
    private readonly string _name;
    private readonly ActivitySource _spans;
    private readonly TimeProvider _time;
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection;

    /// <param name="name">In spans and messages.</param>
    /// <param name="connectionString">In the notation of StackExchange.Redis.</param>
    /// <param name="spans">The service's own, so that a command shows among its spans.</param>
    /// <param name="time">Times commands out.</param>
    public RedisNode(string name, string connectionString, ActivitySource spans, TimeProvider time)
    {
        _name = name;
        _spans = spans;
        _time = time;
        _connection = new(() => ConnectAsync(connectionString));
    }

    /// <summary>Starts to connect, without waiting for it.</summary>
    public void Warm() => _ = _connection.Value;

    /// <summary>
    /// Runs one command, or several in one transaction, a line each. Its span says on which keys, and what came back: who read which value is what a
    /// race is told by.
    /// </summary>
    /// <exception cref="RedisNodeException">The node refused, cannot be reached, or took longer than <paramref name="timeout"/>.</exception>
    public async Task<T> RunAsync<T>(string command, string key, Func<IDatabase, Task<T>> run, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var span = StartSpan(command, key);
        try
        {
            // The client ends only its synchronous calls by itself; against a paused server an asynchronous one waits for ever.
            var answer = await AskAsync(run).WaitAsync(timeout, _time);
            Tell(span, answer);
            return answer;
        }
        catch (Exception exception) when (IsOfTheNode(exception))
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw new RedisNodeException(_name, command, exception);
        }
    }

    /// <summary>Hands a command to the connection, if there is one, and expects no answer. Never throws for the node's sake.</summary>
    public void Post(Action<IDatabase> send)
    {
        ArgumentNullException.ThrowIfNull(send);
        if (_connection is not { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: var connection } })
        {
            return;
        }

        try
        {
            send(connection.GetDatabase());
        }
        catch (Exception exception) when (IsOfTheNode(exception))
        {
            // Not sent. The caller chose not to know.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated)
        {
            var connection = await _connection.Value;
            await connection.CloseAsync(allowCommandsToComplete: false);
            connection.Dispose();
        }
    }

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> run) => await run((await _connection.Value).GetDatabase());

    private static async Task<ConnectionMultiplexer> ConnectAsync(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);

        // A node that is down at start is a fault to live with, not a reason to die.
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1000;
        options.ReconnectRetryPolicy = new LinearRetry(100);
        options.TieBreaker = "";

        // Publish and subscribe is not used; without it the client opens one connection instead of two.
        options.CommandMap = CommandMap.Create(new HashSet<string>(["SUBSCRIBE"], StringComparer.Ordinal), available: false);
        var connection = await ConnectionMultiplexer.ConnectAsync(options);

        // In order means one after the other: a slow continuation of one request would hold up all others.
#pragma warning disable CS0618 // Type or member is obsolete: from 2.0 on the client never keeps the order, 1.2 does unless told.
        connection.PreserveAsyncOrder = false;
#pragma warning restore CS0618
        return connection;
    }

    private Activity? StartSpan(string command, string key)
    {
        var span = _spans.StartActivity($"redis {command}", ActivityKind.Client);
        span?.SetTag("db.system.name", "redis");
        span?.SetTag("db.operation.name", command);
        if (span is not null)
        {
            span.SetTag("db.query.text", $"{command} {key}");
        }

        span?.SetTag("server.address", _name);
        return span;
    }

    // Numbers and truth values; a nil is told as such, for a key that is missing is read too.
    private static void Tell<T>(Activity? span, T answer)
    {
        if (span is { IsAllDataRequested: true } && answer is null or long or int or bool)
        {
            span?.SetTag("lab.value", answer is null ? "nil" : Convert.ToString(answer, CultureInfo.InvariantCulture));
        }
    }

    private static bool IsOfTheNode(Exception exception) =>
        exception is RedisException or RedisCommandException or TimeoutException or OperationCanceledException
            or ObjectDisposedException;
}
