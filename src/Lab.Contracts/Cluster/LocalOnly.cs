namespace Lab.Contracts.Cluster;

/// <summary>What a ChaosEngine may say that only a lab on this machine understands.</summary>
public static class LocalOnly
{
    /// <summary>Annotation: the fault strikes when a replica comes to this point of its code.</summary>
    public const string TracePoint = "chaoslab.dev/trace-point";

    /// <summary>The lab's own fault: stops processes without ending them.</summary>
    public const string Pause = "pod-pause";

    /// <summary>Why no cluster can run it; null when one can. Goes on after the name of the engine.</summary>
    /// <param name="tracePoint">Value of the annotation; null or empty when there is none.</param>
    /// <param name="faults">Names of its experiments.</param>
    public static string? Reason(string? tracePoint, IEnumerable<string> faults) =>
        tracePoint is { Length: > 0 } ? $"waits for the trace point {tracePoint}, which only the lab sees"
        : faults.Contains(Pause) ? $"uses {Pause}, which stops processes without ending them and which Litmus has no fault for"
        : null;
}
