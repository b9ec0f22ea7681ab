using System.Net.Sockets;

namespace Lab.Chaos.Links.Polling;

/// <summary>Tells which of many sockets can be read or written. A socket stays ready until it was read empty or written full.</summary>
internal interface IPoller : IDisposable
{
    void Add(Socket socket, int number, Interest interest);

    void Change(Socket socket, int number, Interest interest);

    /// <summary>Before the socket is closed.</summary>
    void Remove(Socket socket, int number);

    /// <summary>Waits at most that long; returns how many it wrote.</summary>
    int Wait(long nanoseconds, Span<Ready> ready);

    static IPoller Create() => OperatingSystem.IsLinux() ? new EpollPoller() : new SelectPoller();
}

/// <summary>What is waited for.</summary>
[Flags]
internal enum Interest
{
    None = 0,
    Read = 1,
    Write = 2,
}

/// <summary>A socket that has something to say.</summary>
/// <param name="Number">As it was added.</param>
/// <param name="Read">Reading it will tell: bytes, an end, or an error.</param>
/// <param name="Write">Writing it will tell: there is room, it is connected now, or an error.</param>
internal readonly record struct Ready(int Number, bool Read, bool Write);
