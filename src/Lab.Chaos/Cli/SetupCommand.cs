using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Setup;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab setup</c> finds or installs what the lab needs; <c>lab doctor</c> says the same and changes nothing.</summary>
internal static class SetupCommand
{
    private static readonly JsonSerializerOptions JsonFormat = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var engine = new Option<EngineWish>("--engine")
        {
            Description = "aspire, embedded, or auto: aspire where its packages restore. A choice made before stays when not given.",
            DefaultValueFactory = _ => EngineWish.Keep,
        };
        engine.AcceptOnlyFromAmong("auto", EngineChoice.Embedded, EngineChoice.Aspire);
        var json = Json();
        var command = new Command("setup", "Find or install Redis and PostgreSQL, decide the engine; one line per finding.") { engine, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();

            // Asked for and not to be had is said before anything is installed.
            var choice = await ChooseAsync(parsed.GetValue(engine), paths, terminal, time, cancellationToken);
            var findings = await Surroundings.LookAsync(choice, cancellationToken);
            await Installer.MendAsync(findings, terminal.Error, paths.Repository, cancellationToken);
            Print(await Surroundings.LookAsync(choice, cancellationToken), parsed.GetValue(json), terminal);
            if (choice.AfterWords(paths.Engine, Environment.GetEnvironmentVariable("LabEngine")) is { } words)
            {
                terminal.Error.WriteLine(words);
            }

            return ExitCodes.Holds;
        });
        return command;
    }

    public static Command CreateDoctor(Terminal terminal, TimeProvider time)
    {
        var json = Json();
        var cluster = new ClusterOptions("Look at a cluster: what 'lab break --cluster' would find there, and what it lacks.");
        var command = new Command("doctor", "Print what is there and what is missing, without changing anything; with --cluster, on a cluster.") { json };
        foreach (var option in cluster.OfDoctor)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (cluster.Read(parsed, []) is { } plan)
            {
                return await LookAtClusterAsync(plan, parsed.GetValue(json), terminal, time, cancellationToken);
            }

            var paths = LabPaths.Find();
            var findings = await Surroundings.LookAsync(InUse(paths), cancellationToken);
            Print(findings, parsed.GetValue(json), terminal);
            if (!parsed.GetValue(json))
            {
                foreach (var line in EngineNeeds.Lines(AspireRestore.Version(paths.Repository)))
                {
                    terminal.Output.MarkupLineInterpolated($"[grey]· {line}[/]");
                }
            }

            return findings.Any(finding => finding.IsMissing) ? ExitCodes.Violated : ExitCodes.Holds;
        });
        return command;
    }

    /// <summary>What other verbs call first: silent when nothing is missing. It never asks a feed: a first hunt should begin with the hunt.</summary>
    public static async Task EnsureAsync(LabPaths paths, Terminal terminal, CancellationToken cancellationToken) =>
        await Installer.MendAsync(
            await Surroundings.LookAsync(InUse(paths), cancellationToken), terminal.Error, paths.Repository, cancellationToken);

    private static async Task<int> LookAtClusterAsync(ClusterPlan plan, bool json, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var findings = await ClusterDoctor.LookAsync(new KubectlClients(Kubectl.Find(time)), plan, cancellationToken);
        Print(findings, json, terminal);
        var missing = findings.Any(finding => finding.IsMissing);
        if (missing && !json)
        {
            terminal.Output.MarkupLineInterpolated($"[grey]· Litmus as the lab uses it is installed by these two:[/]");
            foreach (var line in ClusterDoctor.Install(plan))
            {
                terminal.Output.Profile.Out.Writer.WriteLine($"  {line}");   // not wrapped: it is copied
            }
        }

        return missing ? ExitCodes.Violated : ExitCodes.Holds;
    }

    private static async Task<EngineChoice> ChooseAsync(
        EngineWish wish, LabPaths paths, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var before = EngineFile.Read(paths.Repository);
        RestoreProbe? probe = null;
        if (EngineChoice.NeedsProbe(wish, before))
        {
            using var stage = terminal.Progress.Begin("look whether the Aspire packages can be had", 0);
            probe = await AspireRestore.TryAsync(paths.Repository, time, cancellationToken);
        }

        var choice = EngineChoice.Decide(wish, before, probe);
        EngineFile.Write(paths.Repository, choice);
        return choice;
    }

    private static EngineChoice InUse(LabPaths paths) => EngineFile.Read(paths.Repository) is { } written && written.Engine == paths.Engine
        ? written
        : new EngineChoice(
            paths.Engine,
            paths.Engine == EngineChoice.Embedded
                ? "no other was chosen; './lab setup' looks whether Aspire can be had"
                : "the variable LabEngine says so");

    private static Option<bool> Json() => new("--json") { Description = "Print the findings as JSON on standard output." };

    private static void Print(IReadOnlyList<SetupFinding> findings, bool json, Terminal terminal)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(findings, JsonFormat));
            return;
        }

        foreach (var finding in findings)
        {
            var mark = finding.Found is not null ? "[green]✓[/]" : finding.Required ? "[red]✗[/]" : "[yellow]–[/]";
            terminal.Output.MarkupLine($"{mark} {finding.Name,-11} {Markup.Escape(finding.Found ?? $"missing. {finding.Mend}")}");
        }
    }
}
