using System.Net.Sockets;

namespace Lab.Chaos.Stress.Loads;

/// <summary>Everywhere: <c>select</c> over all connections, in whole milliseconds; below one it looks and naps in turn.</summary>
internal sealed class SelectReadiness : IReadiness
{
    private const long Millisecond = 1_000_000;
    private const long Nap = 100_000;

    private readonly Dictionary<Socket, int> _numbers = [];
    private readonly List<Socket> _asked = [];

    public void Watch(Socket socket, int number) => _numbers[socket] = number;

    public void Forget(Socket socket, int number) => _numbers.Remove(socket);

    public int Wait(long nanoseconds, Span<int> ready)
    {
        if (_numbers.Count == 0)
        {
            PreciseSleep.Nap(Math.Min(nanoseconds, Millisecond));
            return 0;
        }

        _asked.Clear();
        _asked.AddRange(_numbers.Keys);
        Socket.Select(_asked, null, null, nanoseconds < Millisecond ? 0 : (int)Math.Min(nanoseconds / 1000, int.MaxValue));
        if (_asked.Count == 0 && nanoseconds is > 0 and < Millisecond)
        {
            PreciseSleep.Nap(Math.Min(nanoseconds, Nap));
        }

        var count = Math.Min(_asked.Count, ready.Length);
        for (var n = 0; n < count; n++)
        {
            ready[n] = _numbers[_asked[n]];
        }

        return count;
    }

    public void Dispose() => _numbers.Clear();
}
