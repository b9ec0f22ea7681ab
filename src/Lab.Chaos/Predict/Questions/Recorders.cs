using Lab.Chaos.Predict.Swarm;

namespace Lab.Chaos.Predict.Questions;

/// <summary>Finds the first anomaly at a boundary; where none carries its number, the first of all.</summary>
internal sealed class FirstAnomaly(int boundary) : IRecorder
{
    private StepEvent? _there;
    private StepEvent? _anywhere;

    public StepEvent? Found => _there ?? _anywhere;

    public void Add(in StepEvent happened)
    {
        if (happened.Anomaly is null)
        {
            return;
        }

        _anywhere ??= happened;
        _there ??= happened.Boundary == boundary ? happened : null;
    }
}

/// <summary>Keeps the events that a question is about, in order, up to a number; the rest is counted.</summary>
internal sealed class Kept(Func<StepEvent, bool> concerns, int most) : IRecorder
{
    private readonly List<StepEvent> _events = [];

    public IReadOnlyList<StepEvent> Events => _events;

    /// <summary>Events that concern the question, kept or not.</summary>
    public int Count { get; private set; }

    public void Add(in StepEvent happened)
    {
        if (!concerns(happened))
        {
            return;
        }

        Count++;
        if (_events.Count < most)
        {
            _events.Add(happened);
        }
    }
}

/// <summary>Counts how often each key is written through each boundary.</summary>
internal sealed class WriteCounts : IRecorder
{
    private readonly Dictionary<(int Boundary, int Key), long> _counts = [];

    /// <summary>Writes of the hottest key of a boundary.</summary>
    public long Hottest(int boundary) => _counts.Where(counted => counted.Key.Boundary == boundary).Select(counted => counted.Value).DefaultIfEmpty().Max();

    public void Add(in StepEvent happened)
    {
        if (happened.Kind is StepEventKind.Wrote or StepEventKind.Took && happened.Key >= 0)
        {
            _counts[(happened.Boundary, happened.Key)] = _counts.GetValueOrDefault((happened.Boundary, happened.Key)) + 1;
        }
    }
}
