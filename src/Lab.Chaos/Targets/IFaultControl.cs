using Lab.Contracts.Control;

namespace Lab.Chaos.Targets;

/// <summary>What can be broken in a system that the lab runs, beside killing and pausing its replicas. All of it ends by itself at its deadline.</summary>
internal interface IFaultControl
{
    /// <summary>
    /// From now until disposal everything done here is undone by the host should this process die. Disposal undoes it too, changed variables
    /// apart. Those who hold at the same time share one hold, which the last of them ends.
    /// </summary>
    /// <exception cref="Lab.Contracts.LabException">Somebody else breaks things in this lab at the moment.</exception>
    Task<IAsyncDisposable> HoldAsync(CancellationToken cancellationToken);

    /// <summary>Puts a toxic on a link, in the place of one of that name.</summary>
    Task PutToxicAsync(string link, string name, ToxicWish wish, CancellationToken cancellationToken);

    /// <summary>Takes it off; harmless when it is gone.</summary>
    Task RemoveToxicAsync(string link, string name, CancellationToken cancellationToken);

    /// <summary>Stress on a replica, or on the whole machine where <paramref name="replica"/> is null.</summary>
    Task<StressAnswer> StressAsync(string? replica, StressWish wish, CancellationToken cancellationToken);

    /// <summary>Ends it; harmless without one.</summary>
    Task EndStressAsync(string? replica, CancellationToken cancellationToken);

    /// <summary>Restarts the replica inside the quota; null lifts a limit. Kubernetes notation: <c>250m</c>, <c>256Mi</c>.</summary>
    /// <exception cref="Lab.Contracts.LabException">The system offers no quota to this user; the message has the mend.</exception>
    Task LimitAsync(string replica, string? cpu, string? memory, CancellationToken cancellationToken);

    /// <summary>What was counted of a replica's quota since it entered it.</summary>
    Task<LimitUsage> LimitUsageAsync(string replica, CancellationToken cancellationToken);
}
