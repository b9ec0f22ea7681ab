using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Oracles;

namespace Lab.Chaos.Fuzz.Shrinking;

/// <summary>
/// Makes a failing case as small as it can be and still fail. Failures are probabilistic: each candidate is repeated, and kept only when its rate is
/// not clearly below the one that was measured first.
/// <code>measure → next smaller case → repeat it → not clearly below? keep it and start over : try the next → measure again</code>
/// </summary>
/// <param name="run">Sends a case with nothing beside it, and says which oracles it broke.</param>
/// <param name="plan">How often, and for how long.</param>
/// <param name="time">Clock of that.</param>
internal sealed class Shrinker(Func<FuzzCase, CancellationToken, Task<IReadOnlyList<Breach>>> run, FuzzPlan plan, TimeProvider time)
{
    /// <summary>Each rerun of a case that hangs costs a whole time-out.</summary>
    private const int RerunsOfHangs = 3;

    /// <returns>The smallest case that was found, and how often it failed when measured at last.</returns>
    public async Task<(FuzzCase Case, FailureRate Rate)> ShrinkAsync(FuzzCase failing, Breach breach, Action<string> say, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var runs = breach.Oracle == NoHang.Name ? Math.Min(RerunsOfHangs, plan.Reruns) : plan.Reruns;
        var measured = await MeasureAsync(failing, breach, runs, null, cancellationToken);
        var smallest = failing;
        foreach (var fresh in measured.Failed == 0 ? Smaller.WithFreshIds(failing) : [])
        {
            // An odd id is used up once it is kept; the same failure may show with an id that no trial has sent before.
            (smallest, measured) = (fresh, await MeasureAsync(fresh, breach, runs, null, cancellationToken));
            if (measured.Failed > 0)
            {
                break;
            }
        }

        if (measured.Failed == 0)
        {
            return (failing, measured);
        }

        var tried = new HashSet<string>(StringComparer.Ordinal) { smallest.Describe() };
        var isSmaller = true;
        while (isSmaller && time.GetElapsedTime(started) < plan.ShrinkFor)
        {
            isSmaller = false;
            foreach (var candidate in Smaller.Of(smallest).Where(candidate => tried.Add(candidate.Describe())))
            {
                say($"shrinking a failure of case {failing.Number}, {tried.Count - 1} tried");
                if (!(await MeasureAsync(candidate, breach, runs, measured, cancellationToken)).IsClearlyBelow(measured))
                {
                    smallest = candidate;
                    isSmaller = true;
                    break;
                }

                if (time.GetElapsedTime(started) >= plan.ShrinkFor)
                {
                    break;
                }
            }
        }

        return (smallest, await MeasureAsync(smallest, breach, runs, null, cancellationToken));
    }

    /// <param name="candidate">What is repeated.</param>
    /// <param name="breach">What counts as failing.</param>
    /// <param name="runs">Most repetitions.</param>
    /// <param name="against">Ends as soon as the comparison with this is decided; null to run all.</param>
    /// <param name="cancellationToken">Stops.</param>
    private async Task<FailureRate> MeasureAsync(
        FuzzCase candidate, Breach breach, int runs, FailureRate? against, CancellationToken cancellationToken)
    {
        var rate = new FailureRate(0, 0);
        while (rate.Runs < runs && !(against is { } measured && rate.Runs > 0 && rate.IsDecided(measured, runs)))
        {
            var breaches = await run(candidate, cancellationToken);
            rate = new FailureRate(rate.Failed + (breaches.Any(breach.IsLike) ? 1 : 0), rate.Runs + 1);
        }

        return rate;
    }
}
