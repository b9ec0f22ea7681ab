using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Chaos.Shards;
using Lab.Chaos.Stress;
using Lab.Chaos.Targets;

namespace Lab.Chaos.Cli;

/// <summary>Arguments and options that several verbs take; one meaning and one validation each.</summary>
internal static class CommonOptions
{
    /// <summary>The seed of runs that name none: a fixed one, so that two people who type the same command send the same stimulus.</summary>
    public const long DefaultSeed = 42;

    private const int Example = 200;

    private static readonly TimeSpan MostSpread = TimeSpan.FromSeconds(60);

    public static Argument<string> Scenario()
    {
        var scenario = new Argument<string>("scenario")
        {
            Description = "Name of a folder under scenarios/, or the path of a scenario.yaml.",
        };
        scenario.CompletionSources.Add(_ => ScenarioCatalog
            .Names(Path.Combine(LabPaths.Find().Repository, "scenarios"))
            .Select(name => new CompletionItem(name)));
        return scenario;
    }

    /// <summary>A recorded run.</summary>
    public static Argument<string> Run(string description, string name = "run")
    {
        var run = new Argument<string>(name) { Description = description };
        run.CompletionSources.Add(_ => RunFolder.Ids(LabPaths.Find().Runs).Reverse().Select(id => new CompletionItem(id)));
        return run;
    }

    public static Option<long> Seed() => new("--seed")
    {
        Description = "Root of all chance in the run: repeats the stimulus, not the operating system's scheduling.",
        DefaultValueFactory = _ => DefaultSeed,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print the journal as JSON on standard output." };

    public static Option<string[]> AllowHost() => new("--allow-host")
    {
        Description = "Let load go to this host, which is not this machine; may be repeated.",
    };

    public static Option<int?> Volleys(string description) =>
        Between(new Option<int?>("--volleys") { Description = description }, 1, 100_000, Example);

    public static Option<int?> Requests() => Between(
        new Option<int?>("--requests") { Description = "Requests per volley; more than the scenario's stock." }, 1, VolleyPlanner.MostRequests, Example);

    public static Option<TimeSpan?> Within() => new("--within")
    {
        Description = "Spread each volley at random over this window (500ms, 2s) instead of releasing it together.",
        CustomParser = ParseDuration,
    };

    /// <summary>One process's share of what is numbered.</summary>
    public static Option<Shard> Shard() => new("--shard")
    {
        Description = "Do one share of it, 0/4 to 3/4: with the same seed the shares together send what one process would. 'lab check' puts them together.",
        DefaultValueFactory = _ => Shards.Shard.Whole,
        CustomParser = result =>
        {
            if (Shards.Shard.Parse(result.Tokens[0].Value) is { } shard)
            {
                return shard;
            }

            result.AddError($"--shard is '{result.Tokens[0].Value}'; it must be a number from 0, a slash, and how many shares there are, at most {Shards.Shard.Most}. Example: --shard 0/4.");
            return null;
        },
    };

    public static Option<string?> Target()
    {
        var target = new Option<string?>("--target")
        {
            Description = "env: addresses from services__NAME__http__0 and ConnectionStrings__NAME instead of the scenario's target; the variant is the one that was deployed.",
        };
        target.AcceptOnlyFromAmong(EnvironmentTarget.Word);
        return target;
    }

    /// <summary>For drivers in pods.</summary>
    public static Option<bool> HandOver() => new("--hand-over")
    {
        Description = "Print the run's files on standard output at the end, for 'lab check --logs', and exit 0: the verdict is made there.",
    };

    /// <summary>Windows in ascending order, for arms that differ in alignment alone; a unit holds for those before it that have none.</summary>
    public static Option<IReadOnlyList<TimeSpan>?> Spread() => new("--spread")
    {
        Description = "Release volleys over each of these windows in turn (0,1,5,50,500ms) and show how the rate depends on it.",
        CustomParser = ParseSpreads,
    };

    /// <summary>Refuses what is no whole number between those, with an example.</summary>
    public static Option<T> Between<T>(Option<T> option, int least, int most, int example)
    {
        option.Validators.Add(result =>
        {
            // From the text: asking for the value of what is no number throws, and what is said of it by itself has no mend.
            if (result.Tokens is [var text]
                && !(int.TryParse(text.Value, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most))
            {
                result.AddError($"{option.Name} is {text.Value}; it must be {least} to {most}. Example: {option.Name} {example}.");
            }
        });
        return option;
    }

    private static IReadOnlyList<TimeSpan>? ParseSpreads(ArgumentResult result)
    {
        var text = string.Join(',', result.Tokens.Select(token => token.Value));
        var windows = new SortedSet<TimeSpan>();
        var unit = "";
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries).Reverse())
        {
            unit = part.TrimStart([.. "0123456789."]) is { Length: > 0 } own ? own : unit;
            var window = part is "0" ? TimeSpan.Zero : DurationText.Parse(part.TrimEnd([.. unit]) + unit);
            if (window is null || window < TimeSpan.Zero || window > MostSpread || !windows.Add(window.Value))
            {
                result.AddError($"--spread is '{text}'; it must be different durations up to {MostSpread.TotalSeconds:0} s with their unit, separated by commas. Example: --spread 0,1,5,50,500ms.");
                return null;
            }
        }

        return [.. windows];
    }

    private static TimeSpan? ParseDuration(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        (string Unit, double Milliseconds)[] units = [("ms", 1), ("s", 1_000), ("m", 60_000)];
        foreach (var (unit, factor) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number is > 0 and <= 600_000)
            {
                return TimeSpan.FromMilliseconds(number * factor);
            }
        }

        result.AddError($"--within is '{text}'; it must be a positive duration with its unit. Example: --within 500ms.");
        return null;
    }
}
