using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Hosting.Dashboard;

/// <summary>Whether there is to be a dashboard, and whether there can be one.</summary>
/// <param name="Access">Null: there is none.</param>
/// <param name="Program">Where the <c>aspire</c> command is; null with <see cref="Access"/>.</param>
/// <param name="Problem">Why there is none although it is wished for.</param>
internal sealed record DashboardWish(DashboardAccess? Access, string? Program, string? Problem)
{
    /// <param name="options">What the caller has decided; null leaves it to the variable.</param>
    /// <param name="variable">Looks up a variable of the environment.</param>
    /// <exception cref="LabException">The variable is neither on nor off.</exception>
    public static DashboardWish Of(DistributedApplicationOptions options, Func<string, string?> variable)
    {
        var on = options.Dashboard ?? variable(DashboardInfo.Variable) switch
        {
            "on" => true,
            null or "" or "off" => false,
            var other => throw new LabException($"{DashboardInfo.Variable} is '{other}'; it must be on or off."),
        };
        return !on ? new DashboardWish(null, null, null)
            : (options.AspireCommand ?? AspireCli.Find()) is { } program ? new DashboardWish(DashboardAccess.Choose(), program, null)
            : new DashboardWish(null, null, AspireCli.HowToGet);
    }

    /// <summary>What is said of a dashboard that is not there.</summary>
    public DashboardInfo Absence => new() { State = ResourceState.NotStarted, Problem = Problem };
}
