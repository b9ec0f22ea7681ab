using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress.Loads;

/// <summary>
/// The closed model: so many clients, each of which thinks, asks, and waits for its answer. When the system slows down they ask less, as the
/// users of an internal application do; it cannot show what a crowd that keeps coming would meet.
/// </summary>
internal sealed class ClosedPacing : IPacing
{
    private readonly PriorityQueue<int, long> _thinking;
    private readonly int[] _process;
    private readonly long _think;
    private readonly long _end;
    private int _number;
    private int _processes;

    /// <param name="clients">How many.</param>
    /// <param name="think">Between a reply and the next request.</param>
    /// <param name="start">ns. The first requests are spread over one think time, or all clients would march in step.</param>
    /// <param name="end">ns; nothing is begun after it.</param>
    public ClosedPacing(int clients, TimeSpan think, long start, long end)
    {
        (_think, _end, _processes) = (think.ToNanoseconds(), end, clients);
        _thinking = new PriorityQueue<int, long>(clients);
        _process = [.. Enumerable.Range(0, clients)];
        for (var client = 0; client < clients; client++)
        {
            _thinking.Enqueue(client, start + (_think * client / clients));
        }
    }

    public long NextDue => _thinking.TryPeek(out _, out var due) && due < _end ? due : long.MaxValue;

    public Arrival Take()
    {
        _thinking.TryDequeue(out var client, out var due);
        return new Arrival(_number++, _process[client], due, client);
    }

    public void Done(in Arrival arrival, long now, Outcome outcome)
    {
        // Nobody knows what the old one's last call still does: its number is retired, and the client goes on under a new one.
        if (outcome == Outcome.Info)
        {
            _process[arrival.Client] = _processes++;
        }

        _thinking.Enqueue(arrival.Client, now + _think);
    }

    public int GiveUp(long before) => 0;

    public int GiveUpAll()
    {
        _thinking.Clear();
        return 0;
    }
}
