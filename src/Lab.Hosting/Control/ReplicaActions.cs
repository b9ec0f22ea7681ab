using Lab.Hosting.Running;

namespace Lab.Hosting.Control;

/// <summary>What can be done to a replica, by the word in the route.</summary>
internal static class ReplicaActions
{
    private static readonly Dictionary<string, Func<Replica, CancellationToken, Task>> ByName = new(StringComparer.Ordinal)
    {
        ["kill"] = (replica, token) => replica.KillAsync(token),
        ["pause"] = (replica, token) => replica.PauseAsync(token),
        ["resume"] = (replica, token) => replica.ResumeAsync(token),
        ["stop"] = (replica, token) => replica.StopAsync(token),
        ["start"] = ThenHealthy((replica, token) => replica.StartAsync(token)),
        ["restart"] = ThenHealthy((replica, token) => replica.RestartAsync(token)),
    };

    public static Func<Replica, CancellationToken, Task> Find(string name) => ByName.GetValueOrDefault(name)
        ?? throw new UnknownNameException("action", name, [.. ByName.Keys]);

    private static Func<Replica, CancellationToken, Task> ThenHealthy(Func<Replica, CancellationToken, Task> action) =>
        async (replica, token) =>
        {
            await action(replica, token);
            await RunningResource.WaitHealthyAsync(replica, token);
        };
}
