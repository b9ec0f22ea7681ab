using System.Collections.Concurrent;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Litmus.Results;

namespace Lab.Chaos.Break.Probes;

/// <summary>
/// The probes of one experiment, driven by whoever carries the fault out.
/// <code>
/// BeforeAsync            StartDuring           disposed              AfterAsync
///   SOT, Edge              OnChaos ────────────┤                       Edge, EOT
///   Continuous ────────────────────────────────────────────────────────┤
/// </code>
/// </summary>
/// <param name="probes">In the order of the engine.</param>
/// <param name="asker">Where they are answered.</param>
/// <param name="time">Clock of intervals and time-outs.</param>
internal sealed class ProbeRunner(IReadOnlyList<Probe> probes, IProbeAsker asker, TimeProvider time) : IAsyncDisposable
{
    private readonly IReadOnlyList<ProbeState> _states = [.. probes.Select(probe => new ProbeState(probe))];
    private readonly ProbeEvaluation _evaluation = new(asker, time);
    private readonly ConcurrentDictionary<string, string> _answers = new();
    private readonly List<ProbeLoop> _continuous = [];
    private readonly CancellationTokenSource _stop = new();
    private string _phase = "PreChaos";

    /// <summary>Cancelled when a probe failed that has <c>stopOnFailure</c>: the fault is to be healed, or not to begin.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>As they stand now; complete after <see cref="AfterAsync"/>.</summary>
    public IReadOnlyList<ProbeStatus> Statuses => [.. _states.Select(state => state.Status)];

    /// <summary>Asks SOT and Edge, and begins to ask Continuous.</summary>
    /// <returns>Whether the fault may begin: no probe stopped the experiment and none was an error.</returns>
    public async Task<bool> BeforeAsync(CancellationToken cancellationToken)
    {
        foreach (var state in _states)
        {
            switch (state.Probe.Mode)
            {
                case ProbeMode.SOT or ProbeMode.Edge:
                    await AskOnceAsync(state, final: state.Probe.Mode == ProbeMode.SOT, cancellationToken);
                    break;
                case ProbeMode.Continuous:
                    _continuous.Add(new ProbeLoop(state, EvaluateAsync, time, longest: null, cancellationToken));
                    break;
            }

            if (Stopped.IsCancellationRequested || state.Status.Error is not null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Asks OnChaos from now on, at most as long as the fault lasts, until the answer is disposed.</summary>
    public IAsyncDisposable StartDuring(TimeSpan longest, CancellationToken cancellationToken)
    {
        _phase = "ChaosInject";

        return new During([.. _states
            .Where(state => state.Probe.Mode == ProbeMode.OnChaos)
            .Select(state => new ProbeLoop(state, EvaluateAsync, time, longest, cancellationToken))]);
    }

    /// <summary>Ends Continuous, and asks Edge and EOT unless the experiment was stopped.</summary>
    public async Task AfterAsync(CancellationToken cancellationToken)
    {
        _phase = "PostChaos";
        await Task.WhenAll(_continuous.Select(loop => loop.EndAsync()));
        foreach (var state in _states.Where(state => state.Probe.Mode is ProbeMode.Edge or ProbeMode.EOT))
        {
            if (!Stopped.IsCancellationRequested)
            {
                await AskOnceAsync(state, final: true, cancellationToken);
            }
        }

        foreach (var state in _states.Where(state => state.Probe.Mode is ProbeMode.Continuous or ProbeMode.OnChaos))
        {
            state.Close($"It was never evaluated: the fault was over before its first answer (initialDelay {state.Probe.Pace.InitialDelay.TotalSeconds:0.###} s).");
        }
    }

    /// <summary>Ends whatever is still being asked, at once.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _continuous)
        {
            await loop.DisposeAsync();
        }
    }

    private async Task AskOnceAsync(ProbeState state, bool final, CancellationToken cancellationToken)
    {
        if (state.Probe.Pace.InitialDelay > TimeSpan.Zero)
        {
            await Task.Delay(state.Probe.Pace.InitialDelay, time, cancellationToken);
        }

        await EvaluateAsync(state, final, CancellationToken.None, cancellationToken);
    }

    private Task EvaluateAsync(ProbeState state, CancellationToken over, CancellationToken cancellationToken) =>
        EvaluateAsync(state, final: true, over, cancellationToken);

    private async Task EvaluateAsync(ProbeState state, bool final, CancellationToken over, CancellationToken cancellationToken)
    {
        ProbeAnswer answer;
        try
        {
            answer = await _evaluation.RunAsync(state.Probe, _answers, over, cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The edge of a worker: whatever kept the question from being asked shows nothing about the system, and must not end the run.
            answer = ProbeAnswer.Error(problem.Message);
        }

        if (answer.Register is { } register)
        {
            _answers[state.Probe.Name] = register;
        }

        state.Add(answer, _phase, final);
        if (state.Status.Stopped)
        {
            await _stop.CancelAsync();
        }
    }

    private sealed class During(IReadOnlyList<ProbeLoop> loops) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Task.WhenAll(loops.Select(loop => loop.EndAsync()));
    }
}
