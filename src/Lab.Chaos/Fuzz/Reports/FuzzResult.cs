using System.Text.Json;
using System.Text.Json.Serialization;
using Lab.Chaos.Checks;
using Lab.Chaos.Journals;
using Lab.Chaos.Shards;
using Spectre.Console;

namespace Lab.Chaos.Fuzz.Reports;

/// <summary>What fuzzing found: <c>fuzz.json</c> of the run.</summary>
internal sealed record FuzzResult
{
    public const string FileName = "fuzz.json";

    public required string Run { get; init; }

    public required string Scenario { get; init; }

    public required long Seed { get; init; }

    /// <summary>Which share of the cases was sent; all of them in runs that are not shared out, and in older ones.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    public required Verdict Verdict { get; init; }

    /// <summary>The verdict as one sentence.</summary>
    public required string Conclusion { get; init; }

    /// <summary>Cases that were sent.</summary>
    public required int Cases { get; init; }

    /// <summary>How many cases try every boundary of every field once.</summary>
    public required int Coverage { get; init; }

    public required int Operations { get; init; }

    /// <summary>Requests that were sent, setups and reruns not counted.</summary>
    public required int Requests { get; init; }

    /// <summary>Requests by what they got: a status, or why there is none.</summary>
    public required IReadOnlyDictionary<string, int> Answers { get; init; }

    public required double DurationSeconds { get; init; }

    public required IReadOnlyList<FuzzFinding> Findings { get; init; }

    /// <summary>What was not done, or not known.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    [JsonIgnore]
    public int ServerErrors => Answers.Where(answer => answer.Key.StartsWith('5')).Sum(answer => answer.Value);

    public string ToJson() => JsonSerializer.Serialize(this, JournalJson.Options);

    /// <summary>Null when the run has none, or one that this lab cannot read.</summary>
    public static FuzzResult? Read(RunFolder run) => RunFile.Read<FuzzResult>(run, FileName);

    public void Save(RunFolder run) => File.WriteAllText(Path.Combine(run.Path, FileName), ToJson() + "\n");

    /// <summary>The result as people read it.</summary>
    public void Write(IAnsiConsole console) => FuzzText.Write(this, console);
}
