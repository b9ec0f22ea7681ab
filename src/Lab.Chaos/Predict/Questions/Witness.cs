using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Swarm;

namespace Lab.Chaos.Predict.Questions;

/// <summary>How a violation happens, from one world that shows it.</summary>
/// <param name="Where">For example <c>unaligned volley 3</c>.</param>
/// <param name="Anomaly">What it is.</param>
/// <param name="Sentence">Which replica did what to which cell when, in order.</param>
/// <param name="Key">Key template of the cell that is damaged.</param>
internal sealed record Witness(string Where, Anomaly Anomaly, string Sentence, string Key)
{
    // What happened to one key until the damage; a volley's few thousand events at most, and of a crowd one key's.
    private const int MostEvents = 200_000;

    /// <summary>Replays a world in which that boundary was violated: once to find the damage, once to see what led to it.</summary>
    public static Witness? Of(StepBook book, IWorlds worlds, WorldRun world, int boundary)
    {
        var first = new FirstAnomaly(boundary);
        worlds.Replay(world, first);
        if (first.Found is not { } damage)
        {
            return null;
        }

        var before = new Kept(happened => happened.Nanoseconds <= damage.Nanoseconds && Concerns(happened, damage), MostEvents);
        worlds.Replay(world, before);
        var story = Story.Of(book, before.Events, damage);
        return new Witness(Title(world), damage.Anomaly!.Value, story.Sentence, story.Key);
    }

    private static bool Concerns(StepEvent happened, StepEvent damage) =>
        happened.Key == damage.Key || happened.Request == damage.Request || happened.Kind == StepEventKind.ReplicaKilled;

    private static string Title(WorldRun world) => world.Volley is { } volley
        ? $"{volley.Alignment.ToString().ToLowerInvariant()} volley {world.Number}"
        : $"crowd {world.Number}";
}
