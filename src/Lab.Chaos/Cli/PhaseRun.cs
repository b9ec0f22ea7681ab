using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;
using Lab.Chaos.Targets;
using Lab.Chaos.Tracing;
using Lab.Contracts;
using Lab.Contracts.Runs;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary>One phase of a hunt as a run of its own: folder, system, result, text, journal.</summary>
internal sealed record PhaseRun(LabPaths Paths, Scenario Scenario, Seed Seed, Terminal Terminal, TimeProvider Time)
{
    /// <summary>Opens the system, runs the phase in it, and judges what was recorded.</summary>
    /// <param name="command">The verb; names the text of the result, <c>isolate.txt</c>.</param>
    /// <param name="variant">What is looked at.</param>
    /// <param name="phase">Leaves its result in the run's folder.</param>
    /// <param name="write">The result for people.</param>
    /// <param name="cancellationToken">Ends it; what was recorded stays.</param>
    public async Task<(T Result, Journal Journal)> RunAsync<T>(
        string command, Variant variant, Func<ITarget, RunFolder, Task<T>> phase, Action<T, IAnsiConsole> write, CancellationToken cancellationToken)
    {
        await using var telemetry = await RunTelemetry.StartAsync(Scenario, Environment.GetEnvironmentVariable, Time, cancellationToken);
        using var span = telemetry.Begin(command, Scenario, Seed);
        var started = Time.GetLocalNow();
        var run = RunFolder.Create(Paths.Runs, Scenario, Time, Shard.Whole);
        try
        {
            await using var target = await SystemUnderTest.OpenAsync(Paths, Scenario, run, telemetry.Collector, Terminal, Time, cancellationToken);
            new RunHeader { Command = command, Arguments = TypedCommand.Arguments, Suspect = variant.Name, Engine = target.Engine, Machine = Machine.Here(), Started = started }.Save(run);
            Terminal.Say(RecordingLine.For(run.Path));
            var result = await phase(target, run);
            File.WriteAllText(Path.Combine(run.Path, $"{command}.txt"), Terminal.Draw(console => write(result, console)));

            // The services tell their last, then the lab does; the dashboard that is to hear both ends with the target.
            await target.ComeToRestAsync();
            telemetry.Settle();
            var journal = Experiment.Judge(run);
            await telemetry.FarewellAsync(span);
            return (result, journal);
        }
        catch
        {
            run.DropUnlessBegun();
            throw;
        }
    }
}
