using Aspire.Hosting.Pipelines;
using Lab.Contracts;
using Lab.Control.Publishing;
using Lab.Control.Runs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// Pipelines are experimental: ASPIREPIPELINES001 the steps, 004 the folder that they write to. Where else could the lab publish under Aspire.
#pragma warning disable ASPIREPIPELINES001, ASPIREPIPELINES004

namespace Lab.AppHost.Aspire.Publishing;

/// <summary>
/// What is published beside Aspire's chart. <c>aspire do publish-k3s</c> writes the plain manifests of k3s/, as the embedded engine does; <c>aspire publish</c>
/// writes its Helm chart, and into litmus/ beside it the scenario's faults, aimed at the chart's labels.
/// </summary>
internal static class PublishingSteps
{
    private static readonly string[] Passed = ["namespace", "registry", "tag"];

    public static void AddTo(IDistributedApplicationBuilder builder)
    {
        builder.Pipeline.AddStep("publish-k3s", WriteManifestsAsync);
        builder.Pipeline.AddStep("publish-litmus", WriteLitmusAsync, requiredBy: WellKnownPipelineSteps.Publish);
    }

    private static Task WriteManifestsAsync(PipelineStepContext context) => WriteAsync(
        context, (_, system, options) => Publisher.Files(system, options, Faults.In(system.ScenarioFolder)));

    private static Task WriteLitmusAsync(PipelineStepContext context) => WriteAsync(
        context, (model, system, options) => Publisher.Litmus(system, options, Faults.In(system.ScenarioFolder), model.Renamed));

    private static async Task WriteAsync(
        PipelineStepContext context, Func<PublishedModel, PublishedSystem, PublishOptions, IReadOnlyDictionary<string, string>> files)
    {
        try
        {
            var model = new PublishedModel(context.Model, context.ExecutionContext, RunPlaces.Root(wish: null));
            var options = Options(context);
            var written = files(model, await model.ReadAsync(context.CancellationToken), options);
            PublishedFolder.Write(options.OutputPath, written);
        }
        catch (LabException e)
        {
            // A step that fails shows a stack trace and ends with 0.
            LabProblems.End(e.Problems);
        }
    }

    private static PublishOptions Options(PipelineStepContext context)
    {
        // The command line of the AppHost is part of its configuration.
        var configuration = context.Services.GetRequiredService<IConfiguration>();
        var folder = context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();
        string[] wishes =
        [
            "--output-path", folder,
            .. Passed.SelectMany(name => configuration[name] is { Length: > 0 } value ? (string[])[$"--{name}", value] : []),
        ];
        return PublishOptions.Read(wishes);
    }
}
