using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Litmus.Results;

namespace Lab.Chaos.Break.Probes;

/// <summary>What one probe has seen so far. Each has its own, behind its own lock: Litmus shares one variable among all, and loses failures.</summary>
internal sealed class ProbeState(Probe probe)
{
    private readonly Lock _gate = new();
    private ProbeStatus _status = ProbeStatus.Awaited(probe);

    public Probe Probe => probe;

    public ProbeStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _status;
            }
        }
    }

    /// <summary>Counts an evaluation. The first failure decides and stays; a success says so only once it was the last word, see <paramref name="final"/>.</summary>
    /// <param name="answer">Of the evaluation's last attempt.</param>
    /// <param name="phase">Of the experiment, for errors.</param>
    /// <param name="final">False for the first half of an Edge probe, which passes only with the second.</param>
    public void Add(ProbeAnswer answer, string phase, bool final)
    {
        lock (_gate)
        {
            var failed = answer.Kind == ProbeAnswerKind.Failed;
            _status = _status with { Evaluations = _status.Evaluations + 1, Failures = _status.Failures + (failed ? 1 : 0) };
            if (_status.Verdict == ProbeVerdict.Failed)
            {
                return;
            }

            _status = answer.Kind switch
            {
                ProbeAnswerKind.Failed => _status with
                {
                    Verdict = ProbeVerdict.Failed,
                    Description = answer.Description,
                    Stopped = probe.Pace.StopOnFailure,
                },
                ProbeAnswerKind.Error => _status with
                {
                    Verdict = ProbeVerdict.NotAvailable,
                    Description = _status.Error is null ? answer.Description : _status.Description,
                    Error = _status.Error ?? new ErrorOutput(ErrorCodes.OfProbe(probe.Type), answer.Description) { Phase = phase, Target = $"{{name: {probe.Name}}}" },
                },
                _ when _status.Error is not null || !final => _status,
                _ => _status with { Verdict = ProbeVerdict.Passed, Description = answer.Description },
            };
        }
    }

    /// <summary>Says why nothing was seen, when nothing was.</summary>
    public void Close(string why)
    {
        lock (_gate)
        {
            if (_status.Verdict == ProbeVerdict.Awaited)
            {
                _status = _status with { Verdict = ProbeVerdict.NotAvailable, Description = why };
            }
        }
    }
}
