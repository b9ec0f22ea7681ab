using Lab.Chaos.Cli;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Spectre.Console;

namespace Lab.Chaos.Targets;

/// <summary>Gets at the system that a scenario describes.</summary>
internal static class SystemUnderTest
{
    /// <summary>
    /// Uses a lab that runs, or starts one that logs into the run's folder, or connects to the addresses that the scenario gives. Disposal
    /// ends what was started.
    /// </summary>
    /// <exception cref="LabException">It cannot be started.</exception>
    public static async Task<ITarget> OpenAsync(
        LabPaths paths, Scenario scenario, RunFolder run, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        if (scenario.Target.AppHost is not { } appHost)
        {
            return new ForeignTarget(scenario.Target);
        }

        if (LabHost.Attach(paths, time) is { } running)
        {
            terminal.Error.WriteLine($"Using the lab that runs already (process {running.Run.Pid}).");
            var target = new LabTarget(running, time);
            await target.StartNeededAsync(Needed(scenario), cancellationToken);
            return target;
        }

        await SetupCommand.EnsureAsync(paths, terminal, cancellationToken);
        using var stage = terminal.Progress.Begin("start the system", 0);
        return new LabTarget(await LabHost.StartAsync(paths, appHost, Needed(scenario), run.Id, run.Path, stage.Say, time, cancellationToken), time);
    }

    /// <summary>What of a topology a scenario is about.</summary>
    public static IReadOnlyList<string> Needed(Scenario scenario) => [.. scenario.Services.Select(service => service.Name)];
}
