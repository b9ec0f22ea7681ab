using System.Net.Sockets;

namespace Lab.Chaos.Stress.Loads;

/// <summary>Waits until one of many connections has something to read. One thread with it costs a fraction of one continuation a reply.</summary>
internal interface IReadiness : IDisposable
{
    void Watch(Socket socket, int number);

    /// <summary>Before the socket is closed.</summary>
    void Forget(Socket socket, int number);

    /// <summary>Waits at most that long; returns how many numbers it wrote.</summary>
    int Wait(long nanoseconds, Span<int> ready);

    static IReadiness Create() => OperatingSystem.IsLinux() ? new EpollReadiness() : new SelectReadiness();
}
