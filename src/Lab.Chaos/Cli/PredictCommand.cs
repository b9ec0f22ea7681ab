using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Journals;
using Lab.Chaos.Predict;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Questions;
using Lab.Chaos.Predict.Reports;
using Lab.Chaos.Predict.Scores;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
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
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(options.Score) is { } runs)
            {
                ScoreText.Show(Scoreboard.Read(runs), parsed.GetValue(options.Json), terminal);
            }
            else
            {
                Predict(options.Read(parsed), terminal, time, cancellationToken);
            }

            return Task.FromResult(ExitCodes.Holds);
        });
        return command;
    }

    private static void Predict(PredictRequest request, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var paths = LabPaths.Find();
        var scenario = ScenarioReader.Read(ScenarioCatalog.Find(request.Scenario, paths.Repository, Environment.CurrentDirectory));
        var model = Modelled.Of(scenario, request.Variant is { } name ? Hunt.Choose(scenario, name, VariantRole.Suspect) : null, Environment.ProcessorCount);
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
        var folder = Save(file, request, paths, scenario, time);
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

        terminal.Say($"Saved: {folder}");
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

    private static string Save(PredictionFile file, PredictRequest request, LabPaths paths, Scenario scenario, TimeProvider time)
    {
        var folder = request.Output is { } given
            ? new RunFolder(Path.GetFileName(Path.TrimEndingDirectorySeparator(given)), Directory.CreateDirectory(given).FullName)
            : RunFolder.Create(paths.Runs, scenario, time);
        file.Save(folder);
        foreach (var (number, prediction) in file.Predictions.Index())
        {
            File.WriteAllText(Path.Combine(folder.Path, number == 0 ? "prediction.svg" : "prediction-if.svg"), HeatMapSvg.Draw(prediction));
        }

        return folder.Path;
    }
}
