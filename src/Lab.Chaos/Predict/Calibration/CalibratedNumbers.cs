using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Calibration;

/// <summary>What a probe found in the running system. What it could not measure is left out and stays given or assumed.</summary>
internal sealed record CalibratedNumbers
{
    /// <summary>Services of which something was measured, in the model's order.</summary>
    public required IReadOnlyList<CalibratedService> Services { get; init; }

    /// <summary>
    /// Processor time of one request outside the operation's steps: balancer, services in front, the client, and what the operation's
    /// own service does before its first step; only what the request waits for. Null when no process could be looked at.
    /// </summary>
    public Sampled<TimeSpan>? Entry { get; init; }

    /// <summary>
    /// Share of the steps' processor time that a request waits for, above 0 to 1. The rest is spent beside it, as by worker threads that
    /// look for more work; they give way to whoever has some, so it delays nobody until the processors are nearly full, and is not simulated.
    /// </summary>
    public double OnPath { get; init; } = 1;

    /// <summary>Processors that all processes of the system share; null when they run elsewhere.</summary>
    public int? Cores { get; init; }

    /// <summary>Paced requests, from sending to the whole reply: accepted, then refused; null when there was none.</summary>
    public Sampled<Latency>? Accepted { get; init; }

    /// <inheritdoc cref="Accepted"/>
    public Sampled<Latency>? Refused { get; init; }

    /// <summary>Processor time of one accepted request by process group, <c>host</c> and <c>driver</c> included.</summary>
    public IReadOnlyDictionary<string, TimeSpan> CpuAccepted { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>The same of a refused one.</summary>
    public IReadOnlyDictionary<string, TimeSpan> CpuRefused { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>What was not measured and why, and where a remainder was put: sentences for the report.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Measured numbers of one service; null for what was not measured.</summary>
/// <param name="Name">Of the service.</param>
/// <param name="Latency">Of one step there without its processor time, which the engine adds.</param>
/// <param name="Cpu">Of one step there; only what the request waits for.</param>
internal sealed record CalibratedService(string Name, Sampled<Latency>? Latency, Sampled<TimeSpan>? Cpu);

/// <summary>A number and how many samples it rests on.</summary>
internal sealed record Sampled<T>(T Value, int Samples);
