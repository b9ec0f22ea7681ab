using Lab.Chaos.Break;
using Lab.Chaos.Contain;
using Lab.Chaos.Experiments;
using Lab.Chaos.Fuzz;
using Lab.Chaos.Isolate;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tracing;
using Lab.Contracts;
using Spectre.Console;
using Isolation = Lab.Chaos.Isolate.Isolation;

namespace Lab.Chaos;

/// <summary>The phases of a hunt that are no arms, each small enough that a hunt stays under three minutes; <c>lab fuzz</c> and <c>lab isolate</c> do more.</summary>
internal static class HuntPhases
{
    /// <summary>Fuzz: which data shapes break the fix?</summary>
    public static ExperimentPart Fuzz(Variant fix) => async (session, cancellationToken) =>
    {
        await session.Runner.UseAsync(fix, cancellationToken);
        await UnlessImpossibleAsync(session, "fuzz", () => Fuzzing.RunAsync(
            session.Scenario, session.Target, session.Run, new FuzzPlan(), session.Seed, session.Terminal.Progress, session.Time, cancellationToken));
    };

    /// <summary>Isolate: does a slower downstream widen the suspect's window? Left out where no downstream is a stub of the lab.</summary>
    /// <param name="suspect">Whose window it is.</param>
    /// <param name="volleys">Of an arm of the hunt; the isolation takes no more for each of its own.</param>
    public static ExperimentPart Isolate(Variant suspect, int volleys) => async (session, cancellationToken) =>
    {
        if (Downstreams.Possible(session.Scenario).Count == 0)
        {
            return;
        }

        await UnlessImpossibleAsync(session, "isolate", () => Isolation.RunAsync(
            session.Scenario, session.Target, session.Run, IsolationPlan.Brief(session.Scenario, suspect, volleys), session.Seed, session.Terminal.Progress, session.Time, cancellationToken));
        session.Runner.ForgetVariant();
    };

    /// <summary>Contain: does a CPU limit expose the suspect? Left out, with one line, where nothing can be limited.</summary>
    /// <param name="suspect">Whose race it is.</param>
    /// <param name="volleys">Of an arm of the hunt; the containment takes no more for each of its own.</param>
    public static ExperimentPart Contain(Variant suspect, int volleys) => async (session, cancellationToken) =>
    {
        await UnlessImpossibleAsync(session, "contain", () => Containment.RunAsync(
            session.Scenario, session.Target, session.Run, ContainmentPlan.Brief(session.Scenario, suspect, volleys), session.Seed, session.Terminal.Progress, session.Time, cancellationToken));
        session.Runner.ForgetVariant();
    };

    /// <summary>Break: does the fix survive the scenario's faults? Left out where it names none.</summary>
    /// <param name="suspect">Meets the faults too in a full hunt.</param>
    /// <param name="fix">What must survive.</param>
    /// <param name="full">Faults last as long as their files say; else a few seconds each.</param>
    public static ExperimentPart Break(Variant suspect, Variant fix, bool full) => async (session, cancellationToken) =>
    {
        if (session.Scenario.Break is null)
        {
            return;
        }

        var plan = full
            ? BreakPlan.Of(session.Scenario, [suspect, fix])
            : (BreakPlan.Of(session.Scenario, [fix]) with { Before = 0 }).ShortenedTo(BreakPlan.Brief);
        await UnlessImpossibleAsync(session, "break", () => Breaking.Part(plan)(session, cancellationToken));
    };

    // A system that gives one phase nothing to work with can still be hunted in.
    private static async Task UnlessImpossibleAsync(LabSession session, string phase, Func<Task> run)
    {
        using var span = Spans.Phase(phase);
        try
        {
            await run();
        }
        catch (LabException problem)
        {
            session.Terminal.Error.MarkupLineInterpolated($"[yellow]Left out: {phase}.[/] {problem.Message}");
        }
    }
}
