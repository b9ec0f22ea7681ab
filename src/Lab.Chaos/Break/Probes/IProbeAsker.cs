using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Break.Probes;

/// <summary>Asks a probe's question once.</summary>
internal interface IProbeAsker
{
    /// <param name="probe">What to ask.</param>
    /// <param name="answers">Of earlier commands, for templates.</param>
    /// <param name="cancellationToken">Ends at the probe's time-out; the asking is over once the task is.</param>
    Task<ProbeAnswer> AskAsync(Probe probe, IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken);
}
