using System.Globalization;
using System.Security.Cryptography;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;
using Lab.Contracts;

namespace Lab.Chaos.Journals;

/// <summary>One run's folder: <c>runs/&lt;id&gt;/</c> with journal.json, history.jsonl, a copy of the scenario, verdict.txt and logs/.</summary>
/// <param name="Id">For example <c>20261121-093012-ticketing-3fa1</c>.</param>
/// <param name="Path">Absolute path of the folder.</param>
internal sealed record RunFolder(string Id, string Path)
{
    /// <summary>The random end of the id: prefixes keys and operation ids, so that runs on one database never meet.</summary>
    public string Short => Id[(Id.LastIndexOf('-') + 1)..];

    public string History => System.IO.Path.Combine(Path, "history.jsonl");

    public string Journal => System.IO.Path.Combine(Path, "journal.json");

    public string Verdict => System.IO.Path.Combine(Path, "verdict.txt");

    public string Logs => System.IO.Path.Combine(Path, "logs");

    public string Scenario => System.IO.Path.Combine(Path, "scenario.yaml");

    /// <summary>Makes the folder and copies the scenario into it, so that the run can be judged again after the scenario has changed.</summary>
    /// <param name="runs">Folder of all runs.</param>
    /// <param name="scenario">What is run.</param>
    /// <param name="time">Clock of the id.</param>
    /// <param name="shard">Share of the whole; the ids of two shares never end alike.</param>
    public static RunFolder Create(string runs, Scenario scenario, TimeProvider time, Shard shard)
    {
        var stamp = time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var id = $"{stamp}-{scenario.Name}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(2))}{shard.Suffix}";
        var folder = new RunFolder(id, System.IO.Path.Combine(runs, id));
        Directory.CreateDirectory(folder.Logs);
        foreach (var file in Directory.EnumerateFiles(scenario.Folder, "*.yaml").Concat(scenario.FaultFiles))
        {
            var copy = System.IO.Path.Combine(folder.Path, System.IO.Path.GetRelativePath(scenario.Folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        return folder;
    }

    /// <summary>A folder that the user names.</summary>
    public static RunFolder At(string path)
    {
        var folder = new RunFolder(System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path))), System.IO.Path.GetFullPath(path));
        Directory.CreateDirectory(folder.Path);
        return folder;
    }

    /// <summary>A run that never began leaves nothing to look at, except the logs of a host that failed.</summary>
    public void DropUnlessBegun()
    {
        if (!File.Exists(History) && !Directory.EnumerateFiles(Logs).Any())
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    /// <summary>A run by its id, by a unique part of it, or by its folder.</summary>
    /// <exception cref="LabException">There is none, or more than one.</exception>
    public static RunFolder Find(string runs, string text)
    {
        if (File.Exists(System.IO.Path.Combine(text, "history.jsonl")) || File.Exists(System.IO.Path.Combine(text, "fuzz.json")))
        {
            var path = System.IO.Path.GetFullPath(text);
            return new RunFolder(System.IO.Path.GetFileName(path.TrimEnd(System.IO.Path.DirectorySeparatorChar)), path);
        }

        var ids = Ids(runs);
        var matches = ids.Where(id => id.Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
        return matches switch
        {
            [var id] => new RunFolder(id, System.IO.Path.Combine(runs, id)),
            [] when ids.Count == 0 => throw new LabException($"No run '{text}': there are no runs yet. Make one: ./lab hunt ticketing."),
            [] => throw new LabException($"No run '{text}'. The newest are: {string.Join(", ", ids.TakeLast(3))}."),
            _ => throw new LabException($"'{text}' is the name of {matches.Count} runs: {string.Join(", ", matches.Take(5))}. Give more of it."),
        };
    }

    /// <summary>Ids of all runs, oldest first.</summary>
    public static IReadOnlyList<string> Ids(string runs) =>
        Directory.Exists(runs) ? [.. Directory.GetDirectories(runs).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal)!] : [];

    /// <summary>The newest run that has a journal.</summary>
    /// <exception cref="LabException">There is none.</exception>
    public static RunFolder Latest(string runs) => Ids(runs).Reverse()
        .Select(id => new RunFolder(id, System.IO.Path.Combine(runs, id)))
        .FirstOrDefault(run => File.Exists(run.Journal))
        ?? throw new LabException("There is no run with a journal yet. Make one: ./lab hunt ticketing.");
}
