using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Processes;
using Lab.Control.Runs;

namespace Lab.AppHost.Aspire.Phases;

/// <summary>Starts the <c>lab</c> command with the environment that Aspire gives a resource, telemetry included.</summary>
internal sealed class LabLauncher(RunPlace place, LabRun run, AspireTopology topology, DistributedApplicationExecutionContext execution)
{
    /// <param name="lab">What to hunt in, and with which binary.</param>
    /// <param name="phase">The verb.</param>
    /// <param name="said">Told of each line, of both streams.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <exception cref="LabException">The command is not built.</exception>
    public async Task<LabProcess> StartAsync(LabResource lab, LabPhase phase, Action<string> said, CancellationToken cancellationToken)
    {
        var launch = new Launch
        {
            FileName = LabBinary.Beside(lab.ProjectPath, AppContext.BaseDirectory),
            Arguments = [phase.Verb, lab.Scenario],
            WorkingDirectory = place.Root,
            Environment = await EnvironmentAsync(lab, cancellationToken),
            LogFile = place.LogFile(lab.Name),
            Mark = place.RunId,
        };
        return LabProcess.Start(topology.Control, run.Guard, launch, said);
    }

    private async Task<IReadOnlyDictionary<string, string?>> EnvironmentAsync(LabResource lab, CancellationToken cancellationToken)
    {
        var configuration = await ExecutionConfigurationBuilder.Create(lab).WithEnvironmentVariablesConfig()
            .BuildAsync(execution, resourceLogger: null, cancellationToken);
        return new Dictionary<string, string?>(configuration.EnvironmentVariables.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)))
        {
            // Aspire leaves templates here that only its orchestrator fills in.
            ["OTEL_SERVICE_NAME"] = lab.Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={place.RunId}",

            // The run of this host is none of the command's: it uses the lab that it belongs to.
            ["LAB_RUN_ID"] = null,
            ["LAB_RUN_FOLDER"] = null,
            [RunFile.ChildVariable] = place.RunId,
        };
    }
}
