namespace Lab.Chaos.Shards;

/// <summary>One run that is to be merged with others, as far as it matters whether it may be.</summary>
internal sealed record ShardOf
{
    /// <summary>Id of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Command that it was of.</summary>
    public required string Command { get; init; }

    /// <summary>Text of its scenario: another text may judge by other rules.</summary>
    public required string Scenario { get; init; }

    public required long Seed { get; init; }

    public required Shard Shard { get; init; }

    /// <summary>Whether it has a load, which is one stream of arrivals and cannot be put together from parts.</summary>
    public bool HasLoad { get; init; }
}

/// <summary>Which runs make one: shares of one whole, or whole runs that differ in their seed.</summary>
internal static class ShardRules
{
    /// <summary>All that speaks against it.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyList<ShardOf> runs)
    {
        var first = runs.OrderBy(run => run.Run, StringComparer.Ordinal).First();
        return
        [
            .. Strangers(runs, first),
            .. runs.Where(run => run.HasLoad).Select(run => $"{run.Run} is a load, which is one stream of arrivals and cannot be merged with others. Check it alone."),
            .. Repeated(runs),
        ];
    }

    /// <summary>Shares of the whole that are not among the runs.</summary>
    public static IReadOnlyList<Shard> Missing(IReadOnlyList<ShardOf> runs) =>
        runs.Select(run => run.Shard.Count).Max() is var count && runs.All(run => run.Shard.Count == count) && count > 1
            ? [.. Enumerable.Range(0, count).Where(index => runs.All(run => run.Shard.Index != index)).Select(index => new Shard(index, count))]
            : [];

    private static IEnumerable<string> Strangers(IReadOnlyList<ShardOf> runs, ShardOf first)
    {
        foreach (var run in runs.Where(run => run.Scenario != first.Scenario))
        {
            yield return $"{run.Run} is of another scenario, or of another state of it, than {first.Run}. Merge runs of one scenario.yaml.";
        }

        foreach (var run in runs.Where(run => run.Command != first.Command))
        {
            yield return $"{run.Run} is of 'lab {run.Command}', but {first.Run} of 'lab {first.Command}'. Merge runs of one command.";
        }

        foreach (var run in runs.Where(run => run.Shard.Count != first.Shard.Count))
        {
            yield return $"{run.Run} is the share {run.Shard}, but {first.Run} is {first.Shard}: they are not parts of one whole. Merge shares of the same number.";
        }

        foreach (var run in runs.Where(run => !run.Shard.IsWhole && run.Seed != first.Seed))
        {
            yield return $"{run.Run} has the seed {run.Seed}, but {first.Run} has {first.Seed}: shares of one whole have one seed. Merge those that were started together.";
        }
    }

    // The same stimulus twice would be counted as two trials.
    private static IEnumerable<string> Repeated(IReadOnlyList<ShardOf> runs) =>
        from run in runs
        group run.Run by (run.Seed, run.Shard) into same
        where same.Count() > 1
        let names = string.Join(" and ", same.Order(StringComparer.Ordinal).Distinct())
        select same.Distinct().Count() == 1 ? $"{names} is named twice. Name it once."
            : same.Key.Shard.IsWhole ? $"{names} have the same seed {same.Key.Seed}, so the same stimulus. Give each run its own --seed, or name one of them."
            : $"{names} are both the share {same.Key.Shard}, as when a pod was tried again. Name one of them.";
}
