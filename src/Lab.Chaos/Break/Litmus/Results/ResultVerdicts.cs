using System.Diagnostics;

namespace Lab.Chaos.Break.Litmus.Results;

/// <summary>
/// The verdict of Litmus as a pure function.
/// <code>
/// fault carried out      -> Pass, Completed            ┐
/// could not be           -> Error, Error               ├─ a probe failed      -> Fail, Completed_With_Probe_Failure
/// ended from outside     -> Stopped, Stopped           ┘  ... and stopped it  -> Stopped, Stopped
/// </code>
/// One step is the lab's own: a probe that never got an answer makes a run an error that would have passed. Litmus lets it pass.
/// </summary>
internal static class ResultVerdicts
{
    /// <summary>The result at its end.</summary>
    /// <param name="started">With names, annotations, and the counts of earlier runs.</param>
    /// <param name="end">Of the fault.</param>
    /// <param name="probes">As they stand when everything is over.</param>
    /// <param name="targets">What was hit.</param>
    public static ChaosResult Conclude(ChaosResult started, RunEnd end, IReadOnlyList<ProbeStatus> probes, IReadOnlyList<ResultTarget> targets)
    {
        var errors = Errors(end, probes);
        var (phase, verdict) = Outcome(end, errors, probes);

        return started with
        {
            Phase = phase,
            Verdict = verdict,
            ProbeSuccessPercentage = Percentage(verdict, probes),
            Error = phase == ResultPhase.Error && errors.Count > 0 ? Joined(errors) : null,
            Probes = [.. probes.Select(Closed)],
            History = Counted(started.History, verdict) with { Targets = targets },
        };
    }

    private static IReadOnlyList<ErrorOutput> Errors(RunEnd end, IReadOnlyList<ProbeStatus> probes) => end switch
    {
        RunEnd.Failure failure => failure.Errors,
        RunEnd.Done => [.. probes.Select(probe => probe.Error ?? Unseen(probe)).OfType<ErrorOutput>()],
        _ => [],
    };

    private static ErrorOutput? Unseen(ProbeStatus probe) => probe.Verdict is ProbeVerdict.Awaited or ProbeVerdict.NotAvailable
        ? new ErrorOutput(ErrorCodes.OfProbe(probe.Type), $"Probe '{probe.Name}' was never evaluated, so it shows nothing.")
        : null;

    private static (ResultPhase Phase, ResultVerdict Verdict) Outcome(RunEnd end, IReadOnlyList<ErrorOutput> errors, IReadOnlyList<ProbeStatus> probes)
    {
        var failed = probes.Where(probe => probe.Verdict == ProbeVerdict.Failed).ToList();
        if (failed.Count > 0)
        {
            return failed.Any(probe => probe.Stopped)
                ? (ResultPhase.Stopped, ResultVerdict.Stopped)
                : (ResultPhase.CompletedWithProbeFailure, ResultVerdict.Fail);
        }

        return end switch
        {
            RunEnd.Abort => (ResultPhase.Stopped, ResultVerdict.Stopped),
            _ when errors.Count > 0 => (ResultPhase.Error, ResultVerdict.Error),
            RunEnd.Done => (ResultPhase.Completed, ResultVerdict.Pass),
            _ => throw new UnreachableException($"{end} because a failure has a reason."),
        };
    }

    private static int Percentage(ResultVerdict verdict, IReadOnlyList<ProbeStatus> probes) => verdict switch
    {
        ResultVerdict.Pass => 100,
        ResultVerdict.Error => 0,
        _ when probes.Count == 0 => 0,
        _ => probes.Count(probe => probe.Verdict == ProbeVerdict.Passed) * 100 / probes.Count,
    };

    private static ErrorOutput Joined(IReadOnlyList<ErrorOutput> errors) =>
        errors.Count == 1 ? errors[0] : new ErrorOutput(errors[0].Code, "") { Parts = errors };

    private static ProbeStatus Closed(ProbeStatus probe) => probe.Verdict == ProbeVerdict.Awaited
        ? probe with { Verdict = ProbeVerdict.NotAvailable, Description = "Either probe is not executed or not evaluated" }
        : probe;

    private static ResultHistory Counted(ResultHistory before, ResultVerdict verdict) => verdict switch
    {
        ResultVerdict.Pass => before with { Passed = before.Passed + 1 },
        ResultVerdict.Fail => before with { Failed = before.Failed + 1 },
        ResultVerdict.Stopped => before with { Stopped = before.Stopped + 1 },
        _ => before,
    };
}
