using System.Text.Json;
using Lab.Chaos.Shards;

namespace Lab.Chaos.Journals;

/// <summary>One arm of a sweep over alignment.</summary>
/// <param name="Condition">Its name in the history.</param>
/// <param name="Spread">Window over which its volleys are released.</param>
internal sealed record SweepArm(string Condition, TimeSpan Spread);

/// <summary>One of the runs that were put together.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Shard">Its share of the whole.</param>
/// <param name="Machine">Where it was measured.</param>
internal sealed record MergedRun(string Run, Shard Shard, Machine Machine);

/// <summary>
/// What was asked and where, <c>run.json</c>: written before the first volley, so that a run that was killed can still be judged.
/// </summary>
internal sealed record RunHeader
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary><c>hunt</c>, <c>stress</c>, <c>isolate</c> or <c>truth</c>.</summary>
    public required string Command { get; init; }

    /// <summary>What was typed behind <c>lab</c>; empty in older runs, and where no command was typed.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variant to catch, in a hunt.</summary>
    public string? Suspect { get; init; }

    /// <summary>Variant to prove, in a hunt.</summary>
    public string? Fix { get; init; }

    /// <summary>What must hold of latencies and outcomes beside the invariants, as written.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <summary>The arms of a sweep over alignment, tightest first; empty in other runs.</summary>
    public IReadOnlyList<SweepArm> Sweep { get; init; } = [];

    /// <summary>Which share of the whole this run is; all of it in runs that are not shared out, and in older ones.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>The runs that were put together to this one; empty for a run of its own.</summary>
    public IReadOnlyList<MergedRun> Merged { get; init; } = [];

    /// <summary>Shares of the whole that were not among those.</summary>
    public IReadOnlyList<Shard> Missing { get; init; } = [];

    public required string Engine { get; init; }

    public required Machine Machine { get; init; }

    public required DateTimeOffset Started { get; init; }

    public void Save(RunFolder folder) => File.WriteAllText(PathIn(folder), JsonSerializer.Serialize(this, Json) + "\n");

    /// <exception cref="Lab.Contracts.LabException">The folder has none, or it cannot be read.</exception>
    public static RunHeader Read(RunFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize<RunHeader>(File.ReadAllText(PathIn(folder)), Json)
                ?? throw new JsonException("it is empty");
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            throw new Lab.Contracts.LabException($"{PathIn(folder)} cannot be read: {failure.Message} Is {folder.Path} the folder of a run?", failure);
        }
    }

    private static string PathIn(RunFolder folder) => Path.Combine(folder.Path, "run.json");
}
