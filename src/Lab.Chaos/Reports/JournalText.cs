using System.Globalization;
using Lab.Chaos.Checks;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Reports;

/// <summary>The sentences of a journal, which every report has in common: on the terminal, as a page, in a pull request.</summary>
internal static class JournalText
{
    public const string SeedRepeats = "The seed repeats the stimulus, not the scheduling.";

    private const string EntryWasFirst = "The service that aligned volleys arrive at was scheduled before what it calls.";

    private const string EntryWasNotFirst =
        "The service that aligned volleys arrive at shared the processors with what it calls; as root, or with CAP_SYS_NICE, the lab schedules it first.";

    /// <summary>Whether the entry came first, over all arms in which that was tried; null for none.</summary>
    public static string? Entry(Journal journal) => journal.Arms.Select(arm => arm.EntryFirst).OfType<bool>().ToList() is { Count: > 0 } first
        ? first.All(yes => yes) ? EntryWasFirst : EntryWasNotFirst
        : null;

    /// <summary>Null for a run of its own.</summary>
    public static string? Merged(Journal journal) => journal.Merged.Count == 0 ? null
        : $"Put together from {journal.Merged.Count} runs: {string.Join(", ", journal.Merged.Select(part => part.Shard.IsWhole ? part.Run : $"{part.Run} ({part.Shard})"))}.";

    /// <summary>What a clean result of the fix is worth, measured by the lowest rate at which the suspect was seen to fail; each with the arm it is about.</summary>
    public static IEnumerable<(string Arm, string Sentence)> Clean(Journal journal)
    {
        var caught = journal.Arms.Where(arm => arm.Summary.Violated > 0).ToList();
        var rate = caught.Select(arm => arm.Summary.Rate!.Value).DefaultIfEmpty().Min();
        var suspects = caught.Select(arm => arm.Summary.Variant).ToHashSet();
        foreach (var arm in journal.Arms.Where(arm => rate > 0 && !suspects.Contains(arm.Summary.Variant)))
        {
            if (arm.Summary.Excludes(rate) is { } text)
            {
                yield return (arm.Summary.Name, $": {text}");
            }
        }
    }

    /// <summary>The worst finding of each arm that has one.</summary>
    public static IEnumerable<(string Arm, string Sentence)> Examples(Journal journal) => journal.Arms
        .Where(arm => arm.Evidence.Count > 0)
        .Select(arm => (arm.Summary.Name, $", for example: {arm.Evidence[0]}"));

    public static string Where(Journal journal) => string.Create(
        CultureInfo.InvariantCulture, $"Run {journal.Run}: seed {journal.Seed}, {journal.Engine} engine, {journal.DurationSeconds:0} s on {journal.Machine}.");
}
