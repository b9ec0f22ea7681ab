using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Lab.Chaos.Stress;

namespace Lab.Chaos.Sockets;

/// <summary>Linux: one call waits for many sockets, to the microsecond where the kernel is 5.11 or newer, else to the millisecond and a nap.</summary>
internal sealed partial class Epoll : IDisposable
{
    public const uint Readable = 0x001;
    public const uint Writable = 0x004;
    public const uint Failed = 0x008;
    public const uint HungUp = 0x010;
    public const uint PeerClosed = 0x2000;

    private const int AddOne = 1;
    private const int DeleteOne = 2;
    private const int ChangeOne = 3;
    private const int MostEvents = 256;
    private const int NotImplemented = 38;
    private const long Millisecond = 1_000_000;
    private const long Nap = 100_000;

    // struct epoll_event { uint32 events; uint64 data; } is packed on x64 alone.
    private static readonly int DataAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventSize = DataAt + 8;

    private readonly int _epoll = Create(0);
    private readonly byte[] _events = new byte[MostEvents * EventSize];
    private bool _coarse;

    public void Add(Socket socket, uint events, int number) => Command(AddOne, socket, events, number);

    public void Change(Socket socket, uint events, int number) => Command(ChangeOne, socket, events, number);

    /// <summary>Before the socket is closed.</summary>
    public void Remove(Socket socket) => Command(DeleteOne, socket, 0, 0);

    /// <summary>Waits at most that long; returns how many sockets have something to say.</summary>
    public int Wait(long nanoseconds) => Math.Max(0, _coarse ? WaitCoarsely(nanoseconds) : WaitFinely(nanoseconds));

    /// <summary>Number of the n-th of them.</summary>
    public int Number(int n) => (int)BinaryPrimitives.ReadInt64LittleEndian(_events.AsSpan((n * EventSize) + DataAt));

    /// <summary>What the n-th of them has to say.</summary>
    public uint Events(int n) => BinaryPrimitives.ReadUInt32LittleEndian(_events.AsSpan(n * EventSize));

    public void Dispose() => _ = Close(_epoll);

    private void Command(int operation, Socket socket, uint events, int number)
    {
        Span<byte> wanted = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted, events);
        BinaryPrimitives.WriteInt64LittleEndian(wanted[DataAt..], number);
        _ = Control(_epoll, operation, (int)socket.Handle, ref wanted[0]);
    }

    private int WaitFinely(long nanoseconds)
    {
        var limit = new TimeSpec((nint)(nanoseconds / 1_000_000_000), (nint)(nanoseconds % 1_000_000_000));
        try
        {
            var count = WaitFor(_epoll, ref _events[0], MostEvents, in limit, 0);
            if (count >= 0 || Marshal.GetLastPInvokeError() != NotImplemented)
            {
                return count;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than glibc 2.35.
        }

        _coarse = true;
        return 0;
    }

    private int WaitCoarsely(long nanoseconds)
    {
        var count = Wait(_epoll, ref _events[0], MostEvents, (int)Math.Min(nanoseconds / Millisecond, int.MaxValue));
        if (count == 0 && nanoseconds is > 0 and < Millisecond)
        {
            PreciseSleep.Nap(Math.Min(nanoseconds, Nap));
        }

        return count;
    }

    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);

    [LibraryImport("libc", EntryPoint = "epoll_create1")]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl")]
    private static partial int Control(int epoll, int operation, int descriptor, ref byte wanted);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    private static partial int Wait(int epoll, ref byte events, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    private static partial int WaitFor(int epoll, ref byte events, int most, in TimeSpec limit, nint signals);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
