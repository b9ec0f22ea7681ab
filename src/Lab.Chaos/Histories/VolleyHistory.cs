using System.Text.Json.Serialization;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Histories;

/// <summary>Everything recorded of one volley: what the judge sees, and all that it sees.</summary>
internal sealed record VolleyHistory
{
    public required VolleyStarted Start { get; init; }

    /// <summary>In order of <see cref="Operation.Scheduled"/>.</summary>
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>Requests of a load's sessions that are sent beside the contended one: timed, not judged.</summary>
    public IReadOnlyList<Operation> Aside { get; init; } = [];

    public required IReadOnlyList<FaultEvent> Faults { get; init; }

    /// <summary>Null when the run was cut short before the final reads.</summary>
    public FinalState? Final { get; init; }

    /// <summary>
    /// The operations that were sent under the condition, without those that sold the rest after recovery: the latter are scheduled
    /// last, so the first <see cref="VolleyStarted.Requests"/> are the former.
    /// </summary>
    [JsonIgnore]
    public IEnumerable<Operation> UnderCondition => Operations.Take(Start.Requests);
}
