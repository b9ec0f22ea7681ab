using Lab.Chaos.Collect;
using Lab.Chaos.Scenarios;
using Lab.Contracts.Control;

namespace Lab.Chaos.Targets;

/// <summary>The system under test, wherever it runs. Disposal undoes what the lab changed in it, and ends it when the lab started it.</summary>
internal interface ITarget : IAsyncDisposable
{
    /// <summary><c>embedded</c>, <c>aspire</c>, or <c>foreign</c> for a system somebody else started.</summary>
    string Engine { get; }

    /// <summary>Base address of a service.</summary>
    /// <exception cref="Lab.Contracts.LabException">The target has no such address.</exception>
    Task<Uri> AddressAsync(string service, CancellationToken cancellationToken);

    /// <summary>Connection string of a backing resource.</summary>
    /// <exception cref="Lab.Contracts.LabException">The target has no such resource.</exception>
    Task<string> ConnectionStringAsync(string resource, CancellationToken cancellationToken);

    /// <summary>Puts the variant's environment in force and answers when its services are healthy again.</summary>
    Task UseAsync(Variant variant, CancellationToken cancellationToken);

    /// <summary>Every resource as it is now, links included, in dependency order.</summary>
    Task<IReadOnlyList<ResourceInfo>> TopologyAsync(CancellationToken cancellationToken);

    /// <summary>The processes of a resource, as they are now.</summary>
    Task<IReadOnlyList<ReplicaInfo>> ReplicasAsync(string resource, CancellationToken cancellationToken);

    /// <summary>Kill, pause or resume one replica; answers once the operating system has carried it out.</summary>
    Task ActAsync(string replica, string action, CancellationToken cancellationToken);

    /// <summary>Where its telemetry goes during the run; null when nothing is collected.</summary>
    Collector? Collector { get; }

    /// <summary>What else can be broken in it; null for a system that somebody else started.</summary>
    IFaultControl? Faults { get; }

    /// <summary>Has the operating system schedule a service's processes before all others, until it is ended or the time is over.</summary>
    /// <returns>Whether any process comes first now.</returns>
    Task<bool> BoostAsync(string service, TimeSpan most, CancellationToken cancellationToken);

    /// <summary>Ends <see cref="BoostAsync"/>; harmless without one.</summary>
    Task EndBoostAsync(string service, CancellationToken cancellationToken);

    /// <summary>
    /// The run needs it no more: services that end with the run are ended, those of a lab that goes on get their own variables back. Both
    /// have them send the last of their telemetry. Never under the run's cancellation.
    /// </summary>
    Task ComeToRestAsync();

    /// <summary>Answers when every resource is running and healthy again.</summary>
    /// <exception cref="Lab.Contracts.LabException">It did not recover within <paramref name="limit"/>.</exception>
    Task RecoveredAsync(TimeSpan limit, CancellationToken cancellationToken);
}
