using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Oracles;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Fuzz.Running;

/// <summary>Runs one case with nothing beside it, so that whatever happens is its doing; a process that it ends is waited for.</summary>
internal sealed class CarefulRunner(TrialRunner trials, Vitals vitals, OutcomeRules rules)
{
    /// <exception cref="TargetGoneException">A process ended and did not come back.</exception>
    public async Task<(Trial Trial, IReadOnlyList<Breach> Breaches)> RunAsync(FuzzCase fuzzCase, CancellationToken cancellationToken)
    {
        var trial = await trials.RunAsync(fuzzCase, cancellationToken);
        if (trial.HasLost || trial.IsCollateral)
        {
            trial = trial with { Died = await vitals.DiedAsync(cancellationToken) };
            if (trial.Died.Count > 0 && !await vitals.RecoverAsync(vitals.Recovery, cancellationToken))
            {
                throw new TargetGoneException(string.Join("; ", trial.Died));
            }
        }

        return (trial, Oracles.Oracles.Judge(trial, rules));
    }
}

/// <summary>The target ended in the middle and does not come back: the run ends with what it has.</summary>
internal sealed class TargetGoneException(string what) : Exception(what);
