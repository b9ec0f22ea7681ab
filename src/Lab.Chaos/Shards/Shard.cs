using System.Globalization;
using System.Text.Json.Serialization;

namespace Lab.Chaos.Shards;

/// <summary>
/// One process's share of a run: of everything that is numbered (volleys, cases) those whose number leaves the remainder <see cref="Index"/>. Chance
/// is drawn by number, so the shares together are the stimulus of one process, however many there are.
/// </summary>
/// <param name="Index">From 0.</param>
/// <param name="Count">How many shares there are, 1 or more.</param>
internal sealed record Shard(int Index, int Count)
{
    /// <summary>Most shares of a run.</summary>
    public const int Most = 1_000;

    /// <summary>All of it.</summary>
    public static Shard Whole { get; } = new(0, 1);

    [JsonIgnore]
    public bool IsWhole => Count == 1;

    /// <summary>End of the ids of its run, so that no two shares ever write under one key: <c>s3</c>; empty for all of it.</summary>
    [JsonIgnore]
    public string Suffix => IsWhole ? "" : string.Create(CultureInfo.InvariantCulture, $"s{Index}");

    public bool Has(int number) => number % Count == Index;

    /// <summary>Reads <c>0/4</c>; null when it is something else.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var index, var count]
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && n is >= 1 and <= Most && i < n
            ? new Shard(i, n)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
