using System.Text.Json.Serialization;

namespace Lab.Services.TracePoints;

/// <summary>What the held pass tells its callback.</summary>
public sealed record TracePointReport
{
    /// <summary>Name of the trace point.</summary>
    public required string Point { get; init; }

    /// <summary>Name of the replica that is held.</summary>
    public required string Replica { get; init; }

    /// <summary>Its process.</summary>
    public required int Pid { get; init; }

    /// <summary>The contended key, for ticketing the event id.</summary>
    public required string Key { get; init; }

    /// <summary>The idempotency key of the request that is held.</summary>
    public required string Operation { get; init; }
}

/// <summary>Arms a trace point once.</summary>
/// <param name="Callback">Loopback http address that is told.</param>
/// <param name="Skip">How many passes go by before one is taken; 0 when absent.</param>
public sealed record ArmTracePoint(string? Callback, int? Skip);

/// <summary>Compiled JSON metadata of the trace points.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TracePointReport))]
[JsonSerializable(typeof(ArmTracePoint))]
public sealed partial class TracePointJson : JsonSerializerContext;
