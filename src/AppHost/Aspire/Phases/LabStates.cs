using System.Collections.Immutable;

namespace Lab.AppHost.Aspire.Phases;

/// <summary>What the dashboard shows of the lab: the phase while it runs, its verdict afterwards, the folder of the run as a link.</summary>
internal static class LabStates
{
    private const string ScenarioProperty = "lab.scenario";
    private const string PhaseProperty = "lab.phase";

    /// <summary>Before the first phase.</summary>
    public static CustomResourceSnapshot Initial(string scenario) => new()
    {
        ResourceType = "Lab",
        State = KnownResourceStates.NotStarted,
        Properties = [new ResourcePropertySnapshot(ScenarioProperty, scenario)],
    };

    public static CustomResourceSnapshot Begun(this CustomResourceSnapshot snapshot, LabPhase phase, DateTime now) => snapshot with
    {
        State = KnownResourceStates.Running,
        ExitCode = null,
        StartTimeStamp = now,
        StopTimeStamp = null,
        Urls = [],
        Properties = With(snapshot.Properties, PhaseProperty, phase.Verb),
    };

    /// <summary>Asked to end; it takes back first what it changed in the system.</summary>
    public static CustomResourceSnapshot Ending(this CustomResourceSnapshot snapshot) => snapshot with { State = KnownResourceStates.Stopping };

    /// <summary>The run's folder, as a link that a browser opens: one to a file it would refuse on a page that came over http.</summary>
    public static CustomResourceSnapshot Recording(this CustomResourceSnapshot snapshot, string runId, Uri page) => snapshot with
    {
        Urls = [new UrlSnapshot("run", page.ToString(), IsInternal: false) { DisplayProperties = new UrlDisplayPropertiesSnapshot(runId) }],
    };

    public static CustomResourceSnapshot Ended(this CustomResourceSnapshot snapshot, LabPhase phase, int exitCode, DateTime now) => snapshot with
    {
        State = exitCode == 0 && !phase.Judges ? new("Done", KnownResourceStateStyles.Success) : Verdict(exitCode),
        ExitCode = exitCode,
        StopTimeStamp = now,
    };

    /// <summary>The command's exit code in words; of a hunt, Holds says that the suspect was caught and the fix held.</summary>
    public static ResourceStateSnapshot Verdict(int exitCode) => exitCode switch
    {
        0 => new("Holds", KnownResourceStateStyles.Success),
        1 => new("Violated", KnownResourceStateStyles.Error),
        2 => new("Unknown verdict", KnownResourceStateStyles.Warn),
        64 => new("Not possible", KnownResourceStateStyles.Error),
        130 => new("Stopped", KnownResourceStateStyles.Info),
        _ => new("Crashed", KnownResourceStateStyles.Error),
    };

    private static ImmutableArray<ResourcePropertySnapshot> With(ImmutableArray<ResourcePropertySnapshot> properties, string name, string value) =>
        [.. properties.Where(property => property.Name != name), new ResourcePropertySnapshot(name, value)];
}
