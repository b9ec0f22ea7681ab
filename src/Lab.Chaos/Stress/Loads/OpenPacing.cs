using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress.Loads;

/// <summary>The open model: each arrival has its time, whatever became of those before it.</summary>
/// <param name="offsets">ns from the start, ascending.</param>
/// <param name="start">ns.</param>
internal sealed class OpenPacing(long[] offsets, long start) : IPacing
{
    private int _next;

    public long NextDue => _next < offsets.Length ? start + offsets[_next] : long.MaxValue;

    public Arrival Take()
    {
        var arrival = new Arrival(_next, _next, start + offsets[_next], 0);
        _next++;
        return arrival;
    }

    public void Done(in Arrival arrival, long now, Outcome outcome)
    {
    }

    public int GiveUp(long before)
    {
        var first = _next;
        while (_next < offsets.Length && start + offsets[_next] < before)
        {
            _next++;
        }

        return _next - first;
    }

    public int GiveUpAll() => GiveUp(long.MaxValue);
}
