using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Break.Probes;

/// <summary>One evaluation: attempts until one passes, each cut off at the time-out, with the interval between two (and none after the last).</summary>
internal sealed class ProbeEvaluation(IProbeAsker asker, TimeProvider time)
{
    /// <param name="probe">What to ask.</param>
    /// <param name="answers">Of earlier commands.</param>
    /// <param name="over">No further attempt begins once it is cancelled; the one under way goes on to its own time-out.</param>
    /// <param name="cancellationToken">Cuts off at once.</param>
    public async Task<ProbeAnswer> RunAsync(
        Probe probe, IReadOnlyDictionary<string, string> answers, CancellationToken over, CancellationToken cancellationToken)
    {
        var answer = await AttemptAsync(probe, answers, cancellationToken);
        for (var attempt = 1; attempt < probe.Pace.Attempts && answer.Kind != ProbeAnswerKind.Passed; attempt++)
        {
            if (!await time.PauseAsync(probe.Pace.Interval, over, cancellationToken))
            {
                break;
            }

            answer = await AttemptAsync(probe, answers, cancellationToken);
        }

        return answer;
    }

    private async Task<ProbeAnswer> AttemptAsync(Probe probe, IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(probe.Pace.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await asker.AskAsync(probe, answers, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ProbeAnswer.Failed($"No answer within {probe.Pace.Timeout.TotalSeconds:0.###} s (probeTimeout).");
        }
    }
}
