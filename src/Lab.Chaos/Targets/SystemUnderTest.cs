using Lab.Chaos.Cli;
using Lab.Chaos.Collect;
using Lab.Chaos.Collect.Relaying;
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
        LabPaths paths, Scenario scenario, RunFolder run, Collector? collector, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        collector?.WriteTo(run.Path);
        if (scenario.Target.AppHost is not { } appHost)
        {
            return new ForeignTarget(scenario.Target) { Collector = collector };
        }

        if (LabHost.Attach(paths, time) is { } running)
        {
            terminal.Error.WriteLine($"Using the lab that runs already (process {running.Run.Pid}).");
            var attached = new LabTarget(running, time) { Collector = collector };
            try
            {
                await attached.SendToCollectorAsync(scenario, cancellationToken);
                await attached.StartNeededAsync(Needed(scenario), cancellationToken);
                await ShowAsync(running);
                return attached;
            }
            catch
            {
                await attached.DisposeAsync();
                throw;
            }
        }

        await SetupCommand.EnsureAsync(paths, terminal, cancellationToken);
        var host = await StartAsync();
        try
        {
            await ShowAsync(host);
            return new LabTarget(host, time) { Collector = collector };
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        async Task<LabHost> StartAsync()
        {
            using var stage = terminal.Progress.Begin("start the system", 0);
            var environment = collector is null ? new Dictionary<string, string>() : OtlpVariables.For(collector.Http);
            return await LabHost.StartAsync(paths, appHost, Needed(scenario), run.Id, run.Path, environment, stage.Say, time, cancellationToken);
        }

        // What the collector takes in goes on to the dashboard, where there is one.
        async Task ShowAsync(LabHost lab)
        {
            var dashboard = await DashboardOption.OpenAsync(lab.Control, terminal, time, cancellationToken);
            if (RelayTarget.Of(dashboard) is { } target)
            {
                collector?.RelayTo(target);
            }
        }
    }

    /// <summary>What of a topology a scenario is about.</summary>
    public static IReadOnlyList<string> Needed(Scenario scenario) => [.. scenario.Services.Select(service => service.Name)];
}
