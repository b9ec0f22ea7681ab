using System.CommandLine;
using Lab.Chaos.Experiments;
using Lab.Chaos.Fuzz.Reports;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports;
using Lab.Chaos.Shards;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab check</c>: judges a recorded run again, from its files alone; several, or those in the logs of pods, as one.</summary>
internal static class CheckCommand
{
    private const string StandardInput = "-";

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var runs = new Argument<string[]>("run")
        {
            Description = "Id of a run, a unique part of it, or its folder; several are put together to one run.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var logs = new Option<string?>("--logs") { Description = "Take the runs from logs of drivers that ran with --hand-over: a file, or - for standard input." };
        var json = CommonOptions.Json();
        var command = new Command("check", "Judge the recorded history of a run again; that of several runs, such as the shares of one, as one.") { runs, logs, json };
        command.SetAction(parsed =>
        {
            var paths = LabPaths.Find();
            IReadOnlyList<RunFolder> parts =
            [
                .. parsed.GetValue(runs)!.Select(run => RunFolder.Find(paths.Runs, run)),
                .. parsed.GetValue(logs) is { } log ? FromLog(log, paths.Runs) : [],
            ];
            return parts.Count switch
            {
                0 => throw new LabException("Nothing to judge. Name a run, or give logs of drivers: lab check --logs -."),
                _ when parts.All(IsFuzzed) => Fuzzed(parts, paths, parsed.GetValue(json), terminal, time),

                // A share that is named alone is judged as what it is; from logs, as a whole of which the others are missing.
                1 when parsed.GetValue(logs) is null || RunHeader.Read(parts[0]).Shard.IsWhole => Judged(parts[0], parsed.GetValue(json), terminal),
                _ => Judged(ShardMerge.Write(paths.Runs, parts, time), parsed.GetValue(json), terminal),
            };
        });
        return command;
    }

    private static int Judged(RunFolder run, bool json, Terminal terminal)
    {
        var journal = Experiment.Judge(run);
        Output.Write(journal, json, terminal);
        return ExitCodes.Of(journal.Verdict);
    }

    private static int Fuzzed(IReadOnlyList<RunFolder> parts, LabPaths paths, bool json, Terminal terminal, TimeProvider time)
    {
        var result = parts is [var one] && FuzzResult.Read(one) is { Shard.IsWhole: true } whole ? whole : ShardMerge.Fuzzed(paths.Runs, parts, time);
        if (json)
        {
            Console.WriteLine(result.ToJson());
        }
        else
        {
            result.Write(terminal.Output);
        }

        return ExitCodes.Of(result.Verdict);
    }

    private static IReadOnlyList<RunFolder> FromLog(string log, string runs)
    {
        if (log == StandardInput)
        {
            return HandOver.Read(Console.In, runs);
        }

        if (!File.Exists(log))
        {
            throw new LabException($"--logs is '{log}', which is no file. Give a file, or - for standard input.");
        }

        using var text = new StreamReader(log);
        return HandOver.Read(text, runs);
    }

    // A run of the fuzzer has no history; a hunt that fuzzed has both, and its history decides.
    private static bool IsFuzzed(RunFolder run) => !File.Exists(run.History) && FuzzResult.Read(run) is not null;
}
