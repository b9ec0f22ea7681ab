using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lab.Chaos.Break.Litmus.Results;

/// <summary>Why an experiment is an error. Litmus writes it as JSON inside the text <c>reason</c>.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Reason">A sentence for people.</param>
internal sealed record ErrorOutput(string Code, string Reason)
{
    private static readonly JsonSerializerOptions Compact = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary><c>PreChaos</c>, <c>ChaosInject</c> or <c>PostChaos</c>; null when unknown.</summary>
    public string? Phase { get; init; }

    /// <summary>For example <c>{podName: inventory-2}</c>; null for none.</summary>
    public string? Target { get; init; }

    /// <summary>The process that reports it; null for the experiment itself.</summary>
    public string? Source { get; init; }

    /// <summary>Several of them in one, as Litmus joins what its helpers report; empty for a single one.</summary>
    public IReadOnlyList<ErrorOutput> Parts { get; init; } = [];

    /// <summary>The text of <c>reason</c>.</summary>
    public string ToJson() => Parts.Count > 0
        ? $"[{string.Join(",", Parts.Select(part => part.ToJson()))}]"
        : JsonSerializer.Serialize(new { source = Source, errorCode = Code, phase = Phase, reason = Reason, target = Target }, Compact);
}

/// <summary>The codes that Litmus has, as far as the lab uses them.</summary>
internal static class ErrorCodes
{
    public const string Generic = "GENERIC_ERROR";
    public const string StatusChecks = "STATUS_CHECKS_ERROR";
    public const string TargetSelection = "TARGET_SELECTION_ERROR";
    public const string Aborted = "EXPERIMENT_ABORTED";
    public const string ChaosInject = "CHAOS_INJECT_ERROR";
    public const string ChaosRevert = "CHAOS_REVERT_ERROR";
    public const string Timeout = "TIMEOUT";

    /// <summary>The code of a probe that could not be evaluated.</summary>
    public static string OfProbe(string type) => type switch
    {
        "httpProbe" => "HTTP_PROBE_ERROR",
        "cmdProbe" => "CMD_PROBE_ERROR",
        "k8sProbe" => "K8S_PROBE_ERROR",
        "promProbe" => "PROM_PROBE_ERROR",
        _ => Generic,
    };
}
