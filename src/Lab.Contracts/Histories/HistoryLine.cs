using System.Text.Json.Serialization;

namespace Lab.Contracts.Histories;

/// <summary>
/// One line of <c>history.jsonl</c>, told apart by its <c>type</c>. Lines are appended while the run goes on, before anything judges
/// them, so that a run can be judged again from the file alone. Order: one <see cref="HistoryHeader"/>; then for each volley
/// <see cref="VolleyStarted"/>, its operations and fault events in any order, <see cref="FinalState"/>. A volley without a
/// FinalState was cut short and counts as Unknown. A load stands between <see cref="LoadStarted"/> and <see cref="LoadEnded"/>; each of its keys
/// is written down as a volley.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HistoryHeader), "header")]
[JsonDerivedType(typeof(VolleyStarted), "volley")]
[JsonDerivedType(typeof(OperationLine), "operation")]
[JsonDerivedType(typeof(FaultEvent), "fault")]
[JsonDerivedType(typeof(FinalState), "final")]
[JsonDerivedType(typeof(LoadStarted), "load")]
[JsonDerivedType(typeof(LoadEnded), "load-end")]
public abstract record HistoryLine;

/// <summary>First line of the file.</summary>
public sealed record HistoryHeader : HistoryLine
{
    /// <summary>Version of the format; a reader refuses versions it does not know.</summary>
    public required int Format { get; init; }

    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>Seed of the run.</summary>
    public required long Seed { get; init; }
}

/// <summary>A volley is about to be released.</summary>
public sealed record VolleyStarted : HistoryLine
{
    /// <summary>Number within the run, from 0.</summary>
    public required int Volley { get; init; }

    /// <summary>The arm it belongs to: variant and condition.</summary>
    public required string Variant { get; init; }

    /// <summary>Name of the condition: sequential, unaligned, volley, …</summary>
    public required string Condition { get; init; }

    /// <summary>The fresh key that it contends for.</summary>
    public required string Key { get; init; }

    /// <summary>Units the key started with.</summary>
    public required int Stock { get; init; }

    /// <summary>Requests sent under the condition; those sent after recovery to sell the rest are not counted here.</summary>
    public required int Requests { get; init; }

    /// <summary>Whether the entry service was scheduled before all others; null where that was not tried.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? EntryFirst { get; init; }

    /// <summary>The load that this key was part of; null for a volley. Its requests are then known only from its operations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Load { get; init; }
}

/// <summary>An operation has returned.</summary>
/// <param name="Operation">As its client saw it.</param>
public sealed record OperationLine(Operation Operation) : HistoryLine;

/// <summary>A fault was injected or healed.</summary>
public sealed record FaultEvent : HistoryLine
{
    /// <summary>The volley it belongs to.</summary>
    public required int Volley { get; init; }

    /// <summary>When, ns on the clock of <see cref="Operation"/>.</summary>
    public required long At { get; init; }

    /// <summary>What was done: <c>kill</c>, <c>restart</c>, <c>pause</c>, <c>inject</c>; or undone: <c>restarted</c>, <c>resume</c>, <c>heal</c>, <c>recovered</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The fault that it was part of, for example <c>pod-delete</c>; null in runs of labs that did not name it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fault { get; init; }

    /// <summary>What it hit: a replica, a link, or <c>machine</c>.</summary>
    public required string Replica { get; init; }

    /// <summary>The trace point at which it fired, when it waited for one.</summary>
    public string? TracePoint { get; init; }
}

/// <summary>What was read after recovery, for one volley's key.</summary>
public sealed record FinalState : HistoryLine
{
    /// <summary>The volley it belongs to.</summary>
    public required int Volley { get; init; }

    /// <summary>Column to value at the first look; null where the system had none.</summary>
    public required IReadOnlyDictionary<string, double?> Columns { get; init; }

    /// <summary>
    /// Column to value when the invariants that may settle late (<c>within</c>) had settled or their time was over; the same as
    /// <see cref="Columns"/> when none was late.
    /// </summary>
    public required IReadOnlyDictionary<string, double?> Settled { get; init; }

    /// <summary>Operation ids that the system kept, repeated when it kept one twice; null when the scenario reads none.</summary>
    public required IReadOnlyList<string>? Records { get; init; }
}
