using System.Text.Json.Serialization;

namespace Lab.Contracts.Histories;

/// <summary>
/// One call as its client saw it. All times are nanoseconds on the machine's monotonic clock (<see cref="TimeProvider.GetTimestamp"/>
/// of <see cref="TimeProvider.System"/>), which processes on one machine share; they mean nothing on another machine or after a reboot.
/// </summary>
public sealed record Operation
{
    /// <summary>Unique in the run; sent as the idempotency key, so that a stored row can be joined to its operation.</summary>
    public required string Id { get; init; }

    /// <summary>Number of the volley within the run, from 0.</summary>
    public required int Volley { get; init; }

    /// <summary>The logical client. It makes one call at a time; after <see cref="Outcome.Info"/> its number is retired.</summary>
    public required int Process { get; init; }

    /// <summary>The contended key, for ticketing the event id.</summary>
    public required string Key { get; init; }

    /// <summary>When the workload wanted it sent, ns. Latency counts from here.</summary>
    public required long Scheduled { get; init; }

    /// <summary>When its last byte was handed to the operating system, ns.</summary>
    public required long Sent { get; init; }

    /// <summary>When the whole reply had been read, or the wait for it ended, ns.</summary>
    public required long Returned { get; init; }

    /// <summary>What may be concluded.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>HTTP status, or 0 when there was no reply.</summary>
    public required int Status { get; init; }

    /// <summary>Why it is not <see cref="Outcome.Ok"/>: the problem document's code, or the transport error; null when Ok.</summary>
    public string? Error { get; init; }

    /// <summary>The replica that answered, when the reply names it.</summary>
    public string? Replica { get; init; }

    /// <summary>W3C trace id sent with the request (32 hex digits).</summary>
    public string? TraceId { get; init; }

    /// <summary>When the service's first middleware saw the request, ns, when the reply says so.</summary>
    public long? Received { get; init; }

    /// <summary>When the contended key was first read on behalf of this operation, ns, when the reply says so.</summary>
    public long? FirstRead { get; init; }

    /// <summary>What the reply showed, as far as the scenario says what to look at: name to value; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Seen { get; init; }

    /// <summary>Name of the step of a session (<c>browse</c>, <c>order/2</c>) or of a request of a mixed volley (<c>update</c>); null for the scenario's own request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Step { get; init; }

    /// <summary>What the requests of one session have in common; null outside of sessions of several steps.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Session { get; init; }

    /// <summary>Sent beside the contended request: counted and timed, not judged by the scenario's checks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Aside { get; init; }
}
