using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Journals;
using Lab.Chaos.Predict;
using Lab.Chaos.Predict.Calibration;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Questions;
using Lab.Chaos.Predict.Reports;
using Lab.Chaos.Predict.Scores;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;
using Lab.Chaos.Targets;
using Lab.Contracts.Runs;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab predict</c>: where to look, from a simulated population; questions to it; and how earlier predictions fared.</summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var options = new PredictOptions();
        var command = new Command("predict", "Simulate the system and rank its boundaries: where to look, at which load, and why. Writes runs/<id>/.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(options.Score) is { } runs)
            {
                ScoreText.Show(Scoreboard.Read(runs), parsed.GetValue(options.Json), terminal);
            }
            else
            {
                await PredictAsync(options.Read(parsed), terminal, time, cancellationToken);
            }

            return ExitCodes.Holds;
        });
        return command;
    }

    private static async Task PredictAsync(PredictRequest request, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var paths = LabPaths.Find();
        var scenario = ScenarioReader.Read(ScenarioCatalog.Find(request.Scenario, paths.Repository, Environment.CurrentDirectory));
        var model = Modelled.Of(scenario, request.Variant is { } name ? Hunt.Choose(scenario, name, VariantRole.Suspect) : null, Environment.ProcessorCount);

        // Said before anything is started or simulated.
        WhatIfReader.Read(request.WhatIf, model);
        RunFolder? run = null;
        if (request.Calibrates)
        {
            run = Folder(request, paths, scenario, time);
            var numbers = await CalibrateAsync(request, model, scenario, paths, run, terminal, time, cancellationToken);
            CalibrationText.Write(numbers, terminal.Error);
            model = model.With(numbers);
        }
        else if (request.Numbers is { } path)
        {
            model = model.With(CalibrationFile.Read(path, scenario.Name).Numbers);
        }

        if (request.IsQuestion)
        {
            Answer(request, model, terminal, cancellationToken);
            return;
        }

        var file = PredictionFile.Of(
        [
            .. Modelled.WithAndWithout(model, request.WhatIf)
                .Select(either => Predictor.Predict(either.Model, request.Plan, request.Threads, terminal.Progress, cancellationToken) with { WhatIf = either.WhatIf }),
        ]);
        run ??= Folder(request, paths, scenario, time);
        Save(file, run);
        if (request.Json)
        {
            Console.WriteLine(file.ToJson());
            return;
        }

        foreach (var prediction in file.Predictions)
        {
            PredictionText.Write(prediction, request.Plan.Top, terminal.Output);
            terminal.Output.WriteLine();
        }

        if (file.Predictions is [var before, var after])
        {
            SideBySide.Write(before, after, terminal.Output);
        }

        terminal.Say(RecordingLine.For(run.Path));
    }

    // Questions replay the first crowd; nothing else needs to run, except for --why, which is about the whole prediction.
    private static void Answer(PredictRequest request, SystemModel model, Terminal terminal, CancellationToken cancellationToken)
    {
        var book = new StepBook(model);
        var worlds = new ParallelWorlds(CompiledSystem.Compile(model), request.Plan.Seed, request.Threads, cancellationToken);
        if (request.Agent is { } agent)
        {
            Show(Diary.Of(book, worlds, request.Plan, agent), diary => AnswerText.Write(diary, terminal.Output), request.Json);
        }

        if (request.Replica is { } replica)
        {
            Show(ReplicaLog.Of(book, worlds, request.Plan, replica), log => AnswerText.Write(log, terminal.Output), request.Json);
        }

        if (request.Why is { } boundary)
        {
            BoundaryQuestion.Check(model, boundary);
            var plan = request.Plan with { Top = model.Boundaries.Count };
            var prediction = new Predictor(model, plan, worlds, terminal.Progress).Predict();
            Show(BoundaryQuestion.Find(prediction, boundary), found => BoundaryText.Write(found, terminal.Output), request.Json);
        }
    }

    private static void Show<T>(T answer, Action<T> write, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(answer, JournalJson.Options));
        }
        else
        {
            write(answer);
        }
    }

    private static RunFolder Folder(PredictRequest request, LabPaths paths, Scenario scenario, TimeProvider time) => request.Output is { } given
        ? RunFolder.At(given)
        : RunFolder.Create(paths.Runs, scenario, time, Shard.Whole);

    private static async Task<CalibratedNumbers> CalibrateAsync(
        PredictRequest request, SystemModel model, Scenario scenario, LabPaths paths, RunFolder run, Terminal terminal, TimeProvider time,
        CancellationToken cancellationToken)
    {
        BlastRadius.ThrowUnlessInside(scenario.Target, request.AllowedHosts);
        var variant = Hunt.Choose(scenario, request.Variant, VariantRole.Suspect);
        await using var target = await SystemUnderTest.OpenAsync(paths, scenario, run, collector: null, terminal, time, cancellationToken);
        using var stage = terminal.Progress.Begin("measure the system", CalibrationProbe.Stages);
        stage.Say("starting the variant");
        await target.UseAsync(variant, cancellationToken);
        var numbers = await new CalibrationProbe(scenario, target, run.Short, request.Plan.Seed, time).RunAsync(model, stage, cancellationToken);
        new CalibrationFile
        {
            Scenario = scenario.Name,
            Variant = variant.Name,
            Engine = target.Engine,
            Machine = Machine.Here(),
            Numbers = numbers,
        }.Save(run);
        return numbers;
    }

    private static void Save(PredictionFile file, RunFolder run)
    {
        file.Save(run);
        foreach (var (number, prediction) in file.Predictions.Index())
        {
            File.WriteAllText(Path.Combine(run.Path, number == 0 ? "prediction.svg" : "prediction-if.svg"), HeatMapSvg.Draw(prediction));
        }
    }
}
