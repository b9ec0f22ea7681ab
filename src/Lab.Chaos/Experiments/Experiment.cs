using System.Diagnostics;
using Lab.Chaos.Break.Reports;
using Lab.Chaos.Checks;
using Lab.Chaos.Cli;
using Lab.Chaos.Contain;
using Lab.Chaos.Debugging;
using Lab.Chaos.Fuzz.Reports;
using Lab.Chaos.Histories;
using Lab.Chaos.Isolate;
using Lab.Chaos.Journals;
using Lab.Chaos.Observe;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Scores;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;
using Lab.Chaos.Targets;
using Lab.Chaos.Tracing;
using Lab.Chaos.Witness;
using Lab.Contracts;
using Lab.Contracts.Runs;
using Spectre.Console;

namespace Lab.Chaos.Experiments;

/// <summary>One run from start to journal: open the session, run the arms, close the history, judge it from the file.</summary>
internal static class Experiment
{
    /// <summary>Runs the arms. Whatever happens, what was started is ended; what was recorded stays.</summary>
    public static Task<Journal> RunAsync(
        ExperimentQuestion question,
        LabPaths paths,
        Scenario scenario,
        IReadOnlyList<ArmPlan> arms,
        Seed seed,
        Terminal terminal,
        TimeProvider time,
        CancellationToken cancellationToken) =>
        RunAsync(question, paths, scenario, [ExperimentParts.Arms(arms)], seed, terminal, time, cancellationToken);

    /// <inheritdoc cref="RunAsync(ExperimentQuestion, LabPaths, Scenario, IReadOnlyList{ArmPlan}, Seed, Terminal, TimeProvider, CancellationToken)"/>
    public static async Task<Journal> RunAsync(
        ExperimentQuestion question,
        LabPaths paths,
        Scenario scenario,
        IReadOnlyList<ExperimentPart> parts,
        Seed seed,
        Terminal terminal,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        BlastRadius.ThrowUnlessInside(scenario.Target, question.AllowedHosts);
        await using var telemetry = await RunTelemetry.StartAsync(scenario, Environment.GetEnvironmentVariable, time, cancellationToken);
        using var span = telemetry.Begin(question.Command, scenario, seed);
        await using var session = await LabSession.OpenAsync(
            paths, scenario, seed, question.Shard, telemetry.Collector, terminal, time, cancellationToken);
        var run = session.Run;
        span?.SetTag("lab.run", run.Id);
        terminal.Say(RecordingLine.For(run.Path));
        new RunHeader
        {
            Command = question.Command,
            Arguments = TypedCommand.Arguments,
            Suspect = question.Suspect,
            Fix = question.Fix,
            Engine = session.Engine,
            Thresholds = question.Thresholds,
            Sweep = question.Sweep,
            Shard = question.Shard,
            Machine = Machine.Here(),
            Started = session.Started,
        }.Save(run);
        question.Predicted?.Save(run);
        try
        {
            foreach (var part in parts)
            {
                await part(session, cancellationToken);
            }
        }
        catch (LabException failure) when (question.JudgesWhatIsLeft && HistoryReader.Read(run.History).Volleys.Any(volley => volley.Operations.Count > 0))
        {
            terminal.Error.MarkupLineInterpolated($"[yellow]Ended early.[/] {failure.Message}");
        }
        catch
        {
            terminal.Error.MarkupLineInterpolated($"[yellow]Cut short.[/] What was recorded stays: ./lab check {run.Id}");
            throw;
        }

        // The services tell their last, then the lab does; the dashboard that is to hear both ends with the session.
        await session.CloseAsync();
        telemetry.Settle();
        var journal = JudgeUnderSpan(run);
        await telemetry.FarewellAsync(span);
        return journal;
    }

    private static Journal JudgeUnderSpan(RunFolder run)
    {
        var around = Activity.Current;
        Journal journal;
        using (var verdict = Spans.Judging())
        {
            journal = Judge(run);
            verdict.Judged(journal);
        }

        Activity.Current = around;
        return journal;
    }

    /// <summary>Judges a run from its folder: the same function for a run that just ended and for one of last year.</summary>
    public static Journal Judge(RunFolder run)
    {
        var header = RunHeader.Read(run);
        var scenario = ScenarioReader.Read(run.Scenario);
        var history = HistoryReader.Read(run.History);
        var arms = ArmReport.Of(history, scenario);
        var thresholds = ThresholdReport.Of(header, history);
        var fuzzed = FuzzResult.Read(run);
        var broken = BreakReport.Of(run, header, history, arms);
        var decided = Conclusions.Of(header, scenario, arms);
        decided = Conclusions.With(decided, thresholds);
        decided = Conclusions.With(decided, fuzzed);
        decided = Conclusions.With(decided, broken, scenario);
        decided = Conclusions.With(decided, header.Missing);
        var witnesses = WitnessFile.Write(run, scenario, Violated(history, scenario, arms));
        var debugged = DebugResult.Read(run);
        decided = debugged is null ? decided : (debugged.Verdict, DebugText.Conclusion(debugged));
        var journal = new Journal
        {
            Run = run.Id,
            Command = header.Command,
            Scenario = scenario.Name,
            Suspect = header.Suspect,
            Fix = header.Fix,
            Repeat = TypedCommand.Repeating(header.Arguments, header.Command, scenario.Name, history.Header.Seed),
            Seed = history.Header.Seed,
            Engine = header.Engine,
            LabVersion = typeof(Experiment).Assembly.GetName().Version!.ToString(3),
            Machine = header.Machine,
            Started = header.Started,
            DurationSeconds = Math.Round((File.GetLastWriteTimeUtc(run.History) - header.Started.UtcDateTime).TotalSeconds, 1),
            Verdict = decided.Verdict,
            Conclusion = decided.Sentence,
            Arms = arms,
            Comparisons = Comparisons.Of(header, scenario, arms, new Seed(history.Header.Seed)),
            Thresholds = thresholds,
            Sweep = SweepReport.Of(header, arms),
            Merged = header.Merged,
            Fuzzed = fuzzed,
            Isolated = IsolationResult.Read(run),
            Contained = ContainmentResult.Read(run),
            Observed = ObservationResult.Read(run),
            Debugged = debugged,
            Broken = broken,
            Witnesses = [.. witnesses.Select(WitnessNote.Of)],
            Predicted = PredictionScore.Of(PredictionFile.Read(run), scenario, arms),
        };
        journal.Save(run);
        broken?.SaveResults(run, history.Header.Seed);
        File.WriteAllText(run.Verdict, Terminal.Draw(console => TextReport.Write(journal, console)));
        RunReports.Save(run, journal, scenario, history);
        return journal;
    }

    private static IEnumerable<IEnumerable<VolleyHistory>> Violated(History history, Scenario scenario, IReadOnlyList<ArmReport> arms) =>
        from volley in history.Volleys
        group volley by (volley.Start.Variant, volley.Start.Condition) into arm
        where arms.Any(report => (report.Summary.Variant, report.Summary.Condition) == arm.Key && report.Summary.Verdict == Verdict.Violated)
        let fault = scenario.Conditions.FirstOrDefault(condition => condition.Name == arm.Key.Condition)?.Fault
        select arm.Where(volley => VolleyJudge.Judge(volley, scenario.Invariants, fault).Verdict == Verdict.Violated);
}

/// <summary>What a run was asked: which command, and in a hunt about which suspect and fix.</summary>
internal sealed record ExperimentQuestion(string Command, string? Suspect = null, string? Fix = null)
{
    /// <summary>Hosts beside this machine that load may go to.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>What must hold of latencies and outcomes beside the invariants, as written.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <summary>Arms that differ in nothing but how far apart their requests are released.</summary>
    public IReadOnlyList<SweepArm> Sweep { get; init; } = [];

    /// <summary>Which share of the arms' volleys is run here.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>
    /// When the system dies after something was recorded, that is judged, and is Unknown at best, instead of ending the command without a verdict.
    /// </summary>
    public bool JudgesWhatIsLeft { get; init; }

    /// <summary>What was predicted before the run, to be held against it; null for nothing.</summary>
    public PredictionFile? Predicted { get; init; }
}
