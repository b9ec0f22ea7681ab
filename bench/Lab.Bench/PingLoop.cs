using System.Net;
using System.Net.Sockets;
using Lab.Chaos.Sockets;

namespace Lab.Bench;

/// <summary>As redis-benchmark with one request under way a connection: one thread, PING, wait for PONG, again.</summary>
internal static class PingLoop
{
    private const long Patience = 1_000_000_000;

    private static readonly byte[] Ping = "*1\r\n$4\r\nPING\r\n"u8.ToArray();

    public static Pings Run(int port, int connections, TimeSpan length)
    {
        var time = TimeProvider.System;
        using var epoll = new Epoll();
        var sockets = new Socket[connections];
        var sentAt = new long[connections];
        for (var n = 0; n < connections; n++)
        {
            sockets[n] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            sockets[n].Connect(IPAddress.Loopback, port);
            epoll.Add(sockets[n], Epoll.Readable, n);
        }

        var began = time.GetTimestamp();
        for (var n = 0; n < connections; n++)
        {
            sentAt[n] = time.GetTimestamp();
            sockets[n].Send(Ping);
        }

        List<long> took = new(1 << 20);
        Span<byte> answer = stackalloc byte[64];
        while (time.GetElapsedTime(began) < length)
        {
            var ready = epoll.Wait(Patience);
            for (var i = 0; i < ready; i++)
            {
                var n = epoll.Number(i);
                sockets[n].Receive(answer);
                var now = time.GetTimestamp();
                took.Add(now - sentAt[n]);
                sentAt[n] = now;
                sockets[n].Send(Ping);
            }
        }

        var elapsed = time.GetElapsedTime(began);
        foreach (var socket in sockets)
        {
            epoll.Remove(socket);
            socket.Dispose();
        }

        took.Sort();
        return new Pings(took[took.Count / 2] * 1000.0 / time.TimestampFrequency, took.Count / elapsed.TotalSeconds);
    }
}

/// <summary>What came of it.</summary>
internal sealed record Pings(double MedianMilliseconds, double PerSecond);
