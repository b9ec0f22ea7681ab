namespace Lab.AppHost.Aspire.Phases;

/// <summary>The lab itself. It has no process until one of its commands starts one: <c>Hunt -> lab hunt ticketing -> runs/…</c></summary>
/// <param name="name">Name in the dashboard.</param>
/// <param name="projectPath">Project file of the <c>lab</c> command.</param>
/// <param name="scenario">What it hunts in.</param>
internal sealed class LabResource(string name, string projectPath, string scenario) : Resource(name), IResourceWithEnvironment
{
    public string ProjectPath { get; } = projectPath;

    public string Scenario { get; } = scenario;
}
