namespace Lab.Chaos.Break.Faults;

/// <summary>Ends replicas that are started again.</summary>
internal static class Endings
{
    /// <summary>
    /// A kill is done when the system has carried it out. A graceful end is done when the replica is healthy again: its wait goes on beside the volley
    /// and ends with the fault.
    /// </summary>
    public static async Task<Injected> EndAsync(Injection injection, bool atOnce, CancellationToken cancellationToken)
    {
        string[] ids = [.. injection.Targets.Select(target => target.Id)];
        if (!atOnce)
        {
            var restarted = Task.WhenAll(ids.Select(id => injection.Target.ActAsync(id, "restart", CancellationToken.None)));
            return new Injected("restart", ids, () => restarted, "restarted");
        }

        foreach (var id in ids)
        {
            await injection.Target.ActAsync(id, "kill", cancellationToken);
        }

        return new Injected("kill", ids);
    }
}
