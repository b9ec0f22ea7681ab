namespace Lab.AppHost.Aspire.Phases;

/// <summary>A verb of the <c>lab</c> command as the dashboard offers it.</summary>
/// <param name="Verb">As it is typed.</param>
/// <param name="Title">On the button.</param>
/// <param name="Icon">Name of a Fluent UI icon.</param>
/// <param name="Description">One sentence.</param>
internal sealed record LabPhase(string Verb, string Title, string Icon, string Description)
{
    /// <summary>Whether it ends with a verdict on the system; a prediction is none.</summary>
    public bool Judges { get; init; } = true;
}

/// <summary>All that the lab does on a click; a new phase is one line here.</summary>
internal static class LabPhases
{
    public static readonly IReadOnlyList<LabPhase> All =
    [
        new("hunt", "Hunt", "TargetArrow", "Find the race, measure it, and prove that the fix holds. Takes some minutes and restarts services."),
        new("stress", "Stress", "TopSpeed", "Send aligned volleys to the suspect and judge them."),
        new("fuzz", "Fuzz", "Bug", "Send shapes that break services, and shrink what fails to one field."),
        new("isolate", "Isolate", "Timer", "Slow one downstream in steps while everything runs, and measure how that widens the race. Restarts services."),
        new("contain", "Contain", "DeveloperBoard", "Restart replicas inside a CPU limit and measure whether that exposes the race. Restarts services."),
        new("break", "Break", "PlugDisconnected", "Kill, pause and slow things down while volleys go on, and judge what was kept. Takes some minutes."),
        new("predict", "Predict", "Search", "Simulate the system and rank its boundaries: where to look, at which load, and why.") { Judges = false },
    ];
}
