using System.CommandLine;
using Lab.Chaos.Targets;
using Lab.Contracts.Control;

namespace Lab.Chaos.Cli;

/// <summary>The Aspire dashboard beside the system: wished for, waited for, and said where it is.</summary>
internal static class DashboardOption
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    // The first start on a machine unpacks it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Option<bool> Create() => new("--no-dashboard") { Description = "Do not start the Aspire dashboard; it is started where the aspire command is found." };

    /// <summary>
    /// Has the AppHost that this process may start bring the dashboard. By the environment, which an AppHost inherits from however deep it is
    /// started; what the user has set there stays.
    /// </summary>
    public static void Wish(bool without)
    {
        if (without || Environment.GetEnvironmentVariable(DashboardInfo.Variable) is null or "")
        {
            Environment.SetEnvironmentVariable(DashboardInfo.Variable, without ? "off" : "on");
        }
    }

    /// <summary>Waits until the dashboard of a lab answers, and says where it is; one line where it cannot be had, none where it is not wished for.</summary>
    /// <returns>What there is.</returns>
    public static async Task<DashboardInfo> OpenAsync(ControlClient control, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var dashboard = await control.DashboardAsync(cancellationToken);
        if (Environment.GetEnvironmentVariable(RunFile.ChildVariable) is { Length: > 0 })
        {
            return dashboard;   // started by a click on it: what is said here goes into a log, and the link is a secret
        }

        if (dashboard.Login is not null)
        {
            using var stage = terminal.Progress.Begin("start the dashboard", 0);
            dashboard = await SettledAsync(control, dashboard, time, cancellationToken);
        }

        switch (dashboard)
        {
            case { Login: { } login, State: ResourceState.Running }:
                terminal.Say($"Dashboard: {login}");   // not wrapped: it is to be clicked
                break;
            case { Login: { } login, Problem: null }:
                terminal.Say($"The dashboard does not answer yet; it may be found at {login}");
                break;
            case { Problem: { } problem }:
                terminal.Say(problem);
                break;
        }

        return dashboard;
    }

    private static async Task<DashboardInfo> SettledAsync(ControlClient control, DashboardInfo dashboard, TimeProvider time, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (dashboard.State is not (ResourceState.Running or ResourceState.Failed) && time.GetElapsedTime(since) < Patience)
        {
            await Task.Delay(LookEvery, time, cancellationToken);
            dashboard = await control.DashboardAsync(cancellationToken);
        }

        return dashboard;
    }
}
