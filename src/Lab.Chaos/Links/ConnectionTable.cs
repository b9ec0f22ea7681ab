namespace Lab.Chaos.Links;

/// <summary>The connections of a link by the numbers of their sockets in the poller: two for each, from 2 on.</summary>
internal sealed class ConnectionTable
{
    private const int First = 2;

    private readonly List<Connection?> _connections = [];
    private readonly Stack<int> _free = [];
    private readonly List<int> _leaving = [];

    public IEnumerable<Connection> All => _connections.OfType<Connection>();

    /// <summary>Puts in what is made with the first of its two numbers.</summary>
    public Connection Add(Func<int, Connection> make)
    {
        if (!_free.TryPop(out var place))
        {
            place = _connections.Count;
            _connections.Add(null);
        }

        return _connections[place] = make(First + (2 * place));
    }

    public Connection? Of(int number) => _connections[(number - First) / 2];

    /// <summary>It is over. Its numbers are given away only by <see cref="Sweep"/>: events that name them may be waiting to be looked at.</summary>
    public void Leave(int number) => _leaving.Add((number - First) / 2);

    /// <summary>Called when no event is waiting to be looked at.</summary>
    public void Sweep()
    {
        foreach (var place in _leaving)
        {
            if (_connections[place] is not null)
            {
                _connections[place] = null;
                _free.Push(place);
            }
        }

        _leaving.Clear();
    }
}
