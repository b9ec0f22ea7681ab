using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.AppHost.Aspire.Commands;

/// <summary>
/// Gives every process of the system the faults that a click can cause. They go the way of the control API, so that the dashboard, <c>lab hunt</c>
/// and curl mean the same by the same word. Restart is Aspire's own.
/// </summary>
internal static class ReplicaCommands
{
    public static void AddTo(IDistributedApplicationBuilder builder, DistributedApplicationModel model)
    {
        foreach (var resource in model.Resources.Where(CanBeHit))
        {
            var target = builder.CreateResourceBuilder(resource);
            foreach (var command in ReplicaCommand.All)
            {
                Add(target, command);
            }
        }
    }

    // Processes of the system itself; what the user starts by hand are the lab's drivers.
    private static bool CanBeHit(IResource resource) =>
        resource is ProjectResource or ExecutableResource
        && AspireModel.IsShown(resource)
        && !AspireModel.IsDriver(resource);

    private static void Add(IResourceBuilder<IResource> target, ReplicaCommand command) => target.WithCommand(
        ReplicaActions.Word(command.Action),
        command.Title,
        context => RunAsync(command, context),
        new CommandOptions
        {
            Description = command.Description,
            ConfirmationMessage = command.Confirmation,
            IconName = command.Icon,
            UpdateState = context => command.State(context.ResourceSnapshot),
        });

    private static async Task<ExecuteCommandResult> RunAsync(ReplicaCommand command, ExecuteCommandContext context)
    {
        var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
        var topology = context.Services.GetRequiredService<ILabTopology>();
        if (!notifications.TryGetCurrentState(context.ResourceName, out var current))
        {
            return CommandResults.Failure($"Nothing is known of '{context.ResourceName}' yet. Try again when it has started.");
        }

        // The instance that was clicked on: Aspire's names of replicas are random, ours are counted.
        var id = Snapshots.Variable(current.Snapshot, ReplicaNames.Variable) ?? current.Resource.Name;
        if (Find(topology, id) is not { Pid: { } pid })
        {
            return CommandResults.Failure($"{id} has no process. Start it first.");
        }

        try
        {
            await topology.ActAsync(id, command.Action, context.CancellationToken);
            return CommandResults.Success(command.Done(id, pid));
        }
        catch (LabException problem)
        {
            return CommandResults.Failure(problem.Message);
        }
    }

    private static ReplicaInfo? Find(ILabTopology topology, string id) =>
        topology.Resources.SelectMany(resource => resource.Replicas).FirstOrDefault(replica => replica.Id == id);
}
