using System.CommandLine;
using System.CommandLine.Completions;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary>What <c>lab predict</c> takes.</summary>
internal sealed class PredictOptions
{
    private readonly Argument<string?> _scenario = new("scenario")
    {
        Description = "Name of a folder under scenarios/, or the path of a scenario.yaml.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _variant = new("--variant") { Description = "Which variant of the system; the scenario's own operations when not given." };
    private readonly Option<int> _agents = Whole("--agents", "Agents that live in each simulated crowd.", 10_000, 1_000_000);
    private readonly Option<int> _cycles = Whole("--cycles", "Steps of an agent on average, over all crowds together.", 1_000, 1_000_000);
    private readonly Option<int> _volleys = Whole("--volleys", "Simulated volleys of each arm.", 1_000, 1_000_000);
    private readonly Option<int> _top = Whole("--top", "Boundaries to look at closely.", 3, 100);
    private readonly Option<int> _threads = Whole("--threads", "Worlds at once; changes the time it takes and not one digit.", Environment.ProcessorCount, 1_024);
    private readonly Option<long> _seed = CommonOptions.Seed();
    private readonly Option<string[]> _whatIf = new("--what-if") { Description = "Suppose something else, such as inventory.replicas=1; may be repeated. Predicts both." };
    private readonly Option<string?> _why = new("--why") { Description = "Everything about one boundary: \"inventory->redis\"." };
    private readonly Option<int?> _agent = CommonOptions.Between(new Option<int?>("--agent") { Description = "The diary of one agent of the first crowd." }, 0, 1_000_000, 4711);
    private readonly Option<string?> _when = new("--when") { Description = "What one replica held when: inventory-2." };
    private readonly Option<bool> _calibrate = new("--calibrate") { Description = "Start the system, or use the one that runs, and measure its latencies and processor times first (about 15 s)." };
    private readonly Option<string?> _numbers = new("--numbers") { Description = "Use what an earlier --calibrate measured: its run folder, or calibration.json." };
    private readonly Option<string[]> _allow = CommonOptions.AllowHost();
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Folder for prediction.json and prediction.svg, instead of runs/<id>." };

    public PredictOptions() => _scenario.CompletionSources.Add(_ => ScenarioCatalog
        .Names(Path.Combine(LabPaths.Find().Repository, "scenarios"))
        .Select(name => new CompletionItem(name)));

    public Option<string?> Score { get; } = new("--score") { Description = "Folder of runs: how predictions made by hunts compare with what was measured." };

    public Option<string?> FromTraces { get; } = new("--from-traces")
    {
        Description = "A run whose traces are looked at: which requests could interleave badly though none has. Without a scenario they alone rank the boundaries; with one they count among its hazards.",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the prediction, answer or score as JSON on standard output." };

    public void AddTo(Command command)
    {
        command.Add(_scenario);
        foreach (var option in (Option[])[_variant, _agents, _cycles, _volleys, _seed, _calibrate, _numbers, _allow, _whatIf, _why, _agent, _when, Score, FromTraces, _top, _threads, Json, _output])
        {
            command.Add(option);
        }
    }

    /// <exception cref="LabException">No scenario is named, or numbers are both to be measured and given.</exception>
    public PredictRequest Read(ParseResult parsed) =>
        parsed.GetValue(_calibrate) && parsed.GetValue(_numbers) is not null
            ? throw new LabException("--calibrate measures the numbers that --numbers would give. Take one of them out.")
            : Request(parsed);

    /// <summary>Whether a scenario is named: without one, traces alone are looked at.</summary>
    public bool HasScenario(ParseResult parsed) => parsed.GetValue(_scenario) is not null;

    /// <summary>How many to look at closely.</summary>
    public int Top(ParseResult parsed) => parsed.GetValue(_top);

    private PredictRequest Request(ParseResult parsed) => new()
    {
        Scenario = parsed.GetValue(_scenario)
            ?? throw new LabException("No scenario is named. Example: ./lab predict ticketing. To see how predictions fared: ./lab predict --score runs/."),
        Variant = parsed.GetValue(_variant),
        Plan = new PredictionPlan
        {
            Seed = new Seed(parsed.GetValue(_seed)),
            Agents = parsed.GetValue(_agents),
            Cycles = parsed.GetValue(_cycles),
            Volleys = parsed.GetValue(_volleys),
            Top = parsed.GetValue(_top),
        },
        Threads = parsed.GetValue(_threads),
        WhatIf = parsed.GetValue(_whatIf) ?? [],
        Why = parsed.GetValue(_why),
        Agent = parsed.GetValue(_agent),
        Replica = parsed.GetValue(_when),
        Calibrates = parsed.GetValue(_calibrate),
        Numbers = parsed.GetValue(_numbers),
        FromTraces = parsed.GetValue(FromTraces),
        AllowedHosts = parsed.GetValue(_allow) ?? [],
        Output = parsed.GetValue(_output),
        Json = parsed.GetValue(Json),
    };

    private static Option<int> Whole(string name, string description, int usual, int most) =>
        CommonOptions.Between(new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual }, 1, most, usual);
}

/// <summary>What was asked.</summary>
internal sealed record PredictRequest
{
    public required string Scenario { get; init; }

    public required string? Variant { get; init; }

    public required PredictionPlan Plan { get; init; }

    public required int Threads { get; init; }

    public required IReadOnlyList<string> WhatIf { get; init; }

    public required string? Why { get; init; }

    public required int? Agent { get; init; }

    public required string? Replica { get; init; }

    /// <summary>Whether the system is measured first.</summary>
    public required bool Calibrates { get; init; }

    /// <summary>Where an earlier measurement is; null for none.</summary>
    public required string? Numbers { get; init; }

    /// <summary>A run whose traces count among the hazards; null for none.</summary>
    public required string? FromTraces { get; init; }

    public required IReadOnlyList<string> AllowedHosts { get; init; }

    /// <summary>Null for a new folder under runs/.</summary>
    public required string? Output { get; init; }

    public required bool Json { get; init; }

    public bool IsQuestion => Why is not null || Agent is not null || Replica is not null;
}
