using Lab.Contracts.Cluster;

namespace Lab.Chaos.Break.Faults;

/// <summary>
/// A replica stands still (SIGSTOP) and goes on later as if nothing had happened: a long collection of garbage, a suspended virtual machine, a noisy
/// neighbour. It is how a lease is outlived by its holder. Litmus has no such fault.
/// </summary>
internal sealed class PodPause : IFault
{
    public string Name => LocalOnly.Pause;

    public bool IsStrike => false;

    public bool EndMatters => true;

    public void Check(Injection injection)
    {
    }

    public async Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken)
    {
        string[] ids = [.. injection.Targets.Select(target => target.Id)];
        foreach (var id in ids)
        {
            await injection.Target.ActAsync(id, "pause", cancellationToken);
        }

        return new Injected("pause", ids, ResumeAsync, "resume");

        async Task ResumeAsync()
        {
            foreach (var id in ids)
            {
                await injection.Target.ActAsync(id, "resume", CancellationToken.None);
            }
        }
    }
}
