using Lab.AppHost.Aspire.Links;
using Lab.Control.Links;
using Lab.Control.Processes;

namespace Lab.AppHost.Aspire.Replicas;

/// <summary>The process that serves, below the launcher that Aspire started (<c>dotnet run</c> for a project), and the quota that both live in.</summary>
internal sealed class ServiceProcess(IResource resource, ReplicaSystem system)
{
    private bool _beganInside = true;

    /// <summary>Entered at the next start.</summary>
    public Quota Quota { private get; set; } = Quota.None;

    /// <summary>Children inherit the group, so the launcher goes in before it starts the service: .NET counts its processors only then.</summary>
    public void EnterQuota(int launcher)
    {
        Quota.Enter(launcher);
        _beganInside = resource is not ProjectResource || Below(launcher) is null;
    }

    /// <summary>Whether the process lives in the quota and did so from its first instruction.</summary>
    public bool IsInQuota(int pid) => _beganInside && Quota.Holds(pid);

    /// <summary>Waits for the service below a launcher.</summary>
    public async Task<int> FindAsync(int launcher, CancellationToken ended)
    {
        while (true)
        {
            if (Below(launcher) is { } pid)
            {
                return pid;
            }

            await Task.Delay(ReplicaSystem.Look, system.Time, ended);
        }
    }

    /// <summary>How to ask whether it is healthy; null when nothing but its being there tells.</summary>
    public Func<CancellationToken, Task<bool>>? Probe(Uri? at) => resource switch
    {
        LocalServerResource server => server.Recipe.AnswersAsync,
        LinkResource link => system.Probes.For(new Uri(link.Access.Admin, LinkAccess.HealthPath), 200),
        _ when at is not null && AspireModel.HttpCheck(resource) is var (path, status) => system.Probes.For(new Uri(at, path), status),
        _ => null,
    };

    private int? Below(int launcher) => resource.Annotations.OfType<IProjectMetadata>().FirstOrDefault() is { } project
        ? system.Control.ServiceBelow(launcher, Path.GetDirectoryName(project.ProjectPath)!)
        : launcher;
}
