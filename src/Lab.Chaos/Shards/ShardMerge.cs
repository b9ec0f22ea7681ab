using Lab.Chaos.Fuzz.Reports;
using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Shards;

/// <summary>Folders of several runs to the folder of one, which is then judged as any other: <c>shares → history.jsonl, run.json → verdict</c>.</summary>
internal static class ShardMerge
{
    /// <summary>Writes the merged folder; nothing is judged yet.</summary>
    /// <exception cref="LabException">The runs do not belong together; all reasons at once.</exception>
    public static RunFolder Write(string runs, IReadOnlyList<RunFolder> parts, TimeProvider time)
    {
        var read = parts.Select(part => (Folder: part, Header: RunHeader.Read(part), History: HistoryReader.Read(part.History))).ToList();
        IReadOnlyList<ShardOf> shards =
        [
            .. read.Select(part => new ShardOf
            {
                Run = part.Folder.Id,
                Command = part.Header.Command,
                Scenario = File.ReadAllText(part.Folder.Scenario),
                Seed = part.History.Header.Seed,
                Shard = part.Header.Shard,
                HasLoad = part.History.Loads.Count > 0,
            }),
        ];
        ThrowUnlessOne(shards);

        var sorted = read.OrderBy(part => part.Header.Shard.Index).ThenBy(part => part.Folder.Id, StringComparer.Ordinal).ToList();
        var first = sorted[0];
        var merged = RunFolder.Create(runs, ScenarioReader.Read(first.Folder.Scenario), time, Shard.Whole);
        (first.Header with
        {
            Shard = Shard.Whole,
            Merged = [.. sorted.Select(part => new MergedRun(part.Folder.Id, part.Header.Shard, part.Header.Machine))],
            Missing = ShardRules.Missing(shards),
            Started = sorted.Min(part => part.Header.Started),
        }).Save(merged);
        using (var file = new StreamWriter(merged.History) { NewLine = "\n" })
        {
            foreach (var line in HistoryMerge.Of([.. sorted.Select(part => (part.Folder.Id, part.History))]))
            {
                file.WriteLine(HistoryJson.Text(line));
            }
        }

        // The run ended when its last share did.
        File.SetLastWriteTimeUtc(merged.History, sorted.Max(part => File.GetLastWriteTimeUtc(part.Folder.History)));
        return merged;
    }

    /// <summary>As <see cref="Write"/>, for runs of the fuzzer, whose result is in a file of its own.</summary>
    public static FuzzResult Fuzzed(string runs, IReadOnlyList<RunFolder> parts, TimeProvider time)
    {
        var read = parts.Select(part => (Folder: part, Result: FuzzResult.Read(part) ?? throw new LabException($"{part.Path} has no {FuzzResult.FileName} that this lab can read. Fuzz again."))).ToList();
        IReadOnlyList<ShardOf> shards =
        [
            .. read.Select(part => new ShardOf
            {
                Run = part.Folder.Id,
                Command = "fuzz",
                Scenario = File.ReadAllText(part.Folder.Scenario),
                Seed = part.Result.Seed,
                Shard = part.Result.Shard,
            }),
        ];
        ThrowUnlessOne(shards);

        var sorted = read.OrderBy(part => part.Result.Shard.Index).ThenBy(part => part.Folder.Id, StringComparer.Ordinal).ToList();
        var merged = RunFolder.Create(runs, ScenarioReader.Read(sorted[0].Folder.Scenario), time, Shard.Whole);
        var result = FuzzMerge.Of(merged.Id, [.. sorted.Select(part => part.Result)], ShardRules.Missing(shards));
        result.Save(merged);
        return result;
    }

    private static void ThrowUnlessOne(IReadOnlyList<ShardOf> shards)
    {
        if (ShardRules.Problems(shards) is { Count: > 0 } problems)
        {
            throw new LabException(problems);
        }
    }
}
