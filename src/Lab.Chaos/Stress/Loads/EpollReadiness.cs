using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Lab.Chaos.Stress.Loads;

/// <summary>Linux: one call waits for all connections, to the microsecond where the kernel is 5.11 or newer, else to the millisecond and a nap.</summary>
internal sealed partial class EpollReadiness : IReadiness
{
    private const int Add = 1;
    private const int Delete = 2;
    private const uint In = 0x001;
    private const uint PeerClosed = 0x2000;
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

    public void Watch(Socket socket, int number)
    {
        Span<byte> wanted = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted, In | PeerClosed);
        BinaryPrimitives.WriteInt64LittleEndian(wanted[DataAt..], number);
        _ = Control(_epoll, Add, (int)socket.Handle, ref wanted[0]);
    }

    public void Forget(Socket socket, int number)
    {
        byte none = 0;
        _ = Control(_epoll, Delete, (int)socket.Handle, ref none);
    }

    public int Wait(long nanoseconds, Span<int> ready)
    {
        var count = Math.Max(0, _coarse ? WaitCoarsely(nanoseconds) : WaitFinely(nanoseconds));
        count = Math.Min(count, ready.Length);   // the others are ready again at the next call
        for (var n = 0; n < count; n++)
        {
            ready[n] = (int)BinaryPrimitives.ReadInt64LittleEndian(_events.AsSpan((n * EventSize) + DataAt));
        }

        return count;
    }

    public void Dispose() => _ = Close(_epoll);

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
        var count = Wait(_epoll, ref _events[0], MostEvents, (int)(nanoseconds / Millisecond));
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
