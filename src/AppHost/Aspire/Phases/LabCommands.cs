using Microsoft.Extensions.DependencyInjection;

namespace Lab.AppHost.Aspire.Phases;

/// <summary>The buttons of the lab: one per phase while nothing runs, Stop while something does.</summary>
internal static class LabCommands
{
    private const string Stop = "stop-phase";

    public static void AddTo(IResourceBuilder<LabResource> lab)
    {
        foreach (var phase in LabPhases.All)
        {
            lab.WithCommand(
                phase.Verb,
                phase.Title,
                context => Runner(context).BeginAsync(lab.Resource, phase, context.CancellationToken),
                new CommandOptions
                {
                    Description = phase.Description,
                    IconName = phase.Icon,
                    IsHighlighted = true,
                    UpdateState = context => IsBusy(context.ResourceSnapshot) ? ResourceCommandState.Hidden : ResourceCommandState.Enabled,
                });
        }

        lab.WithCommand(
            Stop,
            "Stop",
            context => Runner(context).StopAsync(lab.Resource),
            new CommandOptions
            {
                Description = "End the phase that runs; what it changed in the system is taken back, what it recorded stays.",
                IconName = "Stop",
                IconVariant = IconVariant.Filled,
                IsHighlighted = true,
                UpdateState = context => context.ResourceSnapshot.State?.Text switch
                {
                    var state when state == KnownResourceStates.Running => ResourceCommandState.Enabled,
                    var state when state == KnownResourceStates.Stopping => ResourceCommandState.Disabled,
                    _ => ResourceCommandState.Hidden,
                },
            });
    }

    private static bool IsBusy(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is { } state && (state == KnownResourceStates.Running || state == KnownResourceStates.Stopping);

    private static PhaseRunner Runner(ExecuteCommandContext context) => context.Services.GetRequiredService<PhaseRunner>();
}
