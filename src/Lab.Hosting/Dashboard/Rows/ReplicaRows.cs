using Lab.Control.Replicas;
using Lab.Hosting.Running;

namespace Lab.Hosting.Dashboard.Rows;

/// <summary>The rows of a running topology: one for each replica, and one for each server of somebody else's.</summary>
internal sealed class ReplicaRows(Topology topology, ReplicaChanges changes)
{
    /// <summary>All of them, as they are now, in dependency order.</summary>
    public IEnumerable<ResourceRow> All() => topology.Resources.SelectMany(Of);

    /// <summary>Those of these replicas.</summary>
    public IReadOnlyList<ResourceRow> Of(IReadOnlySet<string> replicas) =>
        [.. topology.Resources.SelectMany(resource => resource.Replicas.Where(replica => replicas.Contains(replica.Id)).Select(replica => Row(resource, replica)))];

    /// <summary>Verb of the <c>lab</c> command that the replica runs; null for all else.</summary>
    public string? VerbOf(string replica) => topology.Resources.FirstOrDefault(resource => resource.Replicas.Any(r => r.Id == replica))?.Plan.Verb;

    /// <summary>The phase of the lab that runs; null while none does. The lab does one thing at a time.</summary>
    public string? Busy() =>
        topology.Resources.Where(resource => resource.Plan.Verb is not null).SelectMany(resource => resource.Replicas).FirstOrDefault(replica => replica.Status.Pid is not null)?.Id;

    private IEnumerable<ResourceRow> Of(RunningResource resource) =>
        resource.Replicas.Count == 0 ? [Foreign(resource.Plan)] : resource.Replicas.Select(replica => Row(resource, replica));

    private ResourceRow Foreign(ResourcePlan plan) => new()
    {
        Name = plan.Name,
        DisplayName = plan.Name,
        Type = TypeOf(plan),
        State = new RowState("Running", null),
        Created = changes.Created,
        Properties = [new RowProperty("resource.source", "from configuration", null)],
    };

    private ResourceRow Row(RunningResource resource, Replica replica)
    {
        var (plan, status, times) = (resource.Plan, replica.Status, changes.TimesOf(replica.Id));
        return new ResourceRow
        {
            Name = replica.Id,
            DisplayName = plan.Name,
            Type = TypeOf(plan),
            State = plan.Verb is { } verb ? RowStates.OfPhase(verb, status) : RowStates.Of(status),
            Created = changes.Created,
            Started = times.Started,
            Stopped = times.Stopped,
            Icon = plan.Verb is null ? IconOf(plan.Kind) : "Beaker",
            IsHealthy = replica.Plan.Probe is null || status.Pid is null ? null : status.Healthy,
            Properties = [.. Properties(replica.Plan, status)],
            Urls = [.. Urls(plan, replica.Plan, status)],
            Environment = [.. resource.VariablesOf(replica.Plan)
                .Where(variable => variable.Value is not null)
                .OrderBy(variable => variable.Key, StringComparer.OrdinalIgnoreCase)
                .Select(variable => (variable.Key, Masking.Of(variable.Key, variable.Value!)))],
            Relationships = [.. plan.References.Select(name => (name, "Reference")), .. plan.Waits.Select(wait => (wait.Resource, "WaitFor"))],
            Commands = ReplicaButtons.Of(status, plan.Verb),
        };
    }

    private static IEnumerable<RowProperty> Properties(ReplicaPlan plan, ReplicaStatus status)
    {
        var program = Path.GetFileName(plan.Launch.FileName);
        yield return new RowProperty("resource.source", string.Join(' ', [program, .. plan.Launch.Arguments.Take(2)]), null);
        yield return new RowProperty("executable.path", plan.Launch.FileName, "Program");
        yield return new RowProperty("executable.workDir", plan.Launch.WorkingDirectory, "Working directory");
        yield return new RowProperty("lab.restarts", status.Restarts, "Restarts");
        yield return new RowProperty("lab.log", plan.Launch.LogFile, "Log file");
        if (status.Pid is { } pid)
        {
            yield return new RowProperty("executable.pid", pid, "Process ID");
        }
        else if (status.ExitCode is { } exitCode)
        {
            yield return new RowProperty("resource.exitCode", exitCode, null);
        }

        if (status.Reason is { } reason)
        {
            yield return new RowProperty("lab.reason", reason, "Reason");
        }
    }

    private static IEnumerable<RowUrl> Urls(ResourcePlan resource, ReplicaPlan replica, ReplicaStatus status)
    {
        var isActive = status.Pid is not null;
        if (replica.Endpoint is { } own)
        {
            yield return new RowUrl(own.Scheme, Text(own), null, isActive);
        }

        foreach (var (name, shared) in resource.Endpoints.Where(endpoint => endpoint.Value != replica.Endpoint))
        {
            yield return new RowUrl(name, Text(shared), resource.Balancers.Count > 0 ? $"all of {resource.Name}" : $"{name}: {shared.Authority}", isActive);
        }

        foreach (var url in resource.Urls)
        {
            yield return new RowUrl(url.Text ?? "url", url.Url, url.Text, isActive);
        }
    }

    private static string Text(Uri address) => address.ToString().TrimEnd('/');

    private static string TypeOf(ResourcePlan plan) => (plan.Verb, plan.Kind) switch
    {
        (not null, _) => "Lab",
        (_, "project") => "Project",
        (_, "executable") => "Executable",
        (_, "redis") => "Redis",
        (_, "postgres") => "PostgreSQL",
        (_, "link") => "Link",
        var (_, kind) => kind,
    };

    private static string? IconOf(string kind) => kind switch
    {
        "redis" or "postgres" => "Database",
        "link" => "PlugConnected",
        _ => null,
    };
}
