using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lab.Chaos.Tests.Stress;

/// <summary>
/// A server made of a socket and one answer: it reads a request, and writes the bytes it was given, or resets, or keeps silent.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string Created = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\nLab-Replica: inventory-2\r\nLab-Received: 17\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, string?> _answer;
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly ConcurrentBag<Socket> _sockets = [];
    private int _connections;
    private int _requests;

    /// <param name="answer">By number of the request, from 0: bytes to write ("" for silence), or null to reset the connection.</param>
    public ScriptedServer(Func<int, string?> answer)
    {
        _answer = answer;
        _listener.Start(512);
        Url = new Uri($"http://{_listener.LocalEndpoint}");
        _serving.Add(AcceptAsync());
    }

    public Uri Url { get; }

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Requests whose header and body are complete.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Released once for everything that was read, after it has been counted.</summary>
    public SemaphoreSlim Read { get; } = new(0);

    /// <summary>Released once for every connection that its client closed.</summary>
    public SemaphoreSlim Closed { get; } = new(0);

    /// <summary>Released once for every whole request, before it is answered.</summary>
    public SemaphoreSlim Arrived { get; } = new(0);

    public void StopListening() => _listener.Stop();

    /// <summary>Closes every connection, as a server does whose keep-alive time is over.</summary>
    public void CloseIdle()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_serving);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _serving.Add(ServeAsync(socket));
            }
        }
        catch (Exception failure) when (failure is SocketException or InvalidOperationException || _stop.IsCancellationRequested)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        _sockets.Add(socket);
        var buffer = new byte[4096];
        var text = "";
        try
        {
            while (await socket.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                text += Encoding.Latin1.GetString(buffer, 0, count);
                var number = IsWhole(text) ? Interlocked.Increment(ref _requests) - 1 : -1;
                Read.Release();
                if (number < 0)
                {
                    continue;
                }

                text = "";
                Arrived.Release();
                if (_answer(number) is not { } answer)
                {
                    socket.LingerState = new LingerOption(true, 0);   // closing sends a reset
                    return;
                }

                await socket.SendAsync(Encoding.Latin1.GetBytes(answer), _stop.Token);
                if (answer.Contains("close", StringComparison.Ordinal))
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is SocketException or InvalidOperationException || _stop.IsCancellationRequested)
        {
        }

        Closed.Release();
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = text.Split("Content-Length: ") is [_, var rest, ..] ? int.Parse(rest[..rest.IndexOf('\r')]) : 0;
        return end >= 0 && text.Length == end + 4 + length;
    }
}
