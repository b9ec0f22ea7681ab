using System.Globalization;
using System.Text.Json;
using Lab.Chaos.Break;
using Lab.Chaos.Break.Running;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;
using Lab.Contracts;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab break --dry-run</c>: whom the faults would hit in the system as it runs, with the settings in force.</summary>
internal static class BreakDryRun
{
    public static async Task<int> ShowAsync(
        LabPaths paths, Scenario scenario, BreakPlan plan, Seed seed, bool json, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        IReadOnlyList<AimedFault> aimed;
        string folder;
        await using (var session = await LabSession.OpenAsync(paths, scenario, seed, Shard.Whole, collector: null, terminal, time, cancellationToken))
        {
            folder = session.Run.Path;
            aimed = await session.Runner.AimAsync(plan.Schedule, cancellationToken);
        }

        // Nothing was measured, so there is no run to keep.
        Directory.Delete(folder, recursive: true);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(aimed, JournalJson.Options));
            return ExitCodes.Holds;
        }

        foreach (var fault in aimed)
        {
            terminal.Output.MarkupLineInterpolated($"[bold]{fault.Engine}[/], {fault.Fault}: {Sentence(fault)}");
            terminal.Output.MarkupLineInterpolated($"   [grey]{string.Join(" ", fault.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key}={setting.Value}"))}[/]");
        }

        terminal.Output.MarkupLine("Nothing was touched.");
        return ExitCodes.Holds;
    }

    private static string Sentence(AimedFault fault)
    {
        var seconds = fault.Duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return fault switch
        {
            { Moment.TracePoint: { } point } => $"whichever of {string.Join(", ", fault.Candidates)} reaches '{point}' first, {seconds} s.",
            { Candidates: [] } => $"the whole machine, {seconds} s.",
            _ => $"{string.Join(", ", fault.Targets)} (of {string.Join(", ", fault.Candidates)}), {seconds} s.",
        };
    }
}
