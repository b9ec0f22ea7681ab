using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Predict.Swarm;

/// <summary>One world that was lived through, with everything that happened in it.</summary>
internal sealed class Lived : IRecorder
{
    private readonly SystemModel _model;

    private Lived(SystemModel model) => _model = model;

    public WorldResult Result { get; private set; } = null!;

    public List<StepEvent> Events { get; } = [];

    /// <summary>Attempts that hang for ever.</summary>
    public int Stuck { get; private set; }

    /// <summary>All anomalies as text: empty when there are none.</summary>
    public string Anomalies => Text(_model, Result);

    /// <summary>How requests ended.</summary>
    public string Ends => $"{Result.Ok} ok, {Result.Refused} refused, {Result.TimedOut} timed out";

    public void Add(in StepEvent happened) => Events.Add(happened);

    /// <summary>So many requests at the same instant.</summary>
    public static Lived Volley(SystemModel model, int requests, int stock) => Volley(model, new VolleyPlan(requests, TimeSpan.Zero, Alignment.Aligned, stock), 1);

    public static Lived Volley(SystemModel model, VolleyPlan plan, ulong stream)
    {
        var lived = new Lived(model);
        var world = new World(CompiledSystem.Compile(model));
        lived.Result = world.Run(plan, stream, lived);
        lived.Stuck = world.StuckInVolley;
        return lived;
    }

    /// <summary>Each operation is sent once, all at the same instant: the first stream that deals them out so.</summary>
    public static Lived OneOfEach(SystemModel model, int stock)
    {
        var world = new World(CompiledSystem.Compile(model));
        var plan = new VolleyPlan(model.Operations.Count, TimeSpan.Zero, Alignment.Aligned, stock);
        for (ulong stream = 1; ; stream++)
        {
            var lived = new Lived(model);
            lived.Result = world.Run(plan, stream, lived);
            lived.Stuck = world.StuckInVolley;
            if (lived.Events.Where(happened => happened.Kind == StepEventKind.Began).Select(happened => happened.Operation).Distinct().Count() == model.Operations.Count)
            {
                return lived;
            }
        }
    }

    public static WorldResult Crowd(SystemModel model, int agents, long steps, double load = 1, ulong stream = 1) =>
        new World(CompiledSystem.Compile(model)).Run(new CrowdPlan(agents, steps) { Load = load }, stream);

    public static string Text(SystemModel model, WorldResult result) => string.Join("; ",
        from boundary in Enumerable.Range(0, model.Boundaries.Count)
        from anomaly in Enum.GetValues<Anomaly>()
        let count = result.Boundaries[boundary].Anomalies[(int)anomaly]
        where count > 0
        select $"{anomaly} {count} at {model.Boundaries[boundary]}");

    /// <summary>Values of events of a kind at a service, in the order of time.</summary>
    public string Values(StepEventKind kind, string operation) => string.Join(" ", Events
        .Where(happened => happened.Kind == kind && happened.Operation >= 0 && _model.Operations[happened.Operation].Name == operation)
        .Select(happened => happened.Value));

    /// <summary>When events of a kind happened, in milliseconds.</summary>
    public string Times(StepEventKind kind) => string.Join(" ", Events
        .Where(happened => happened.Kind == kind).Select(happened => happened.Nanoseconds / 1e6));
}
