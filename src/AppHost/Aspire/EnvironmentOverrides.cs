using System.Collections.Concurrent;
using Lab.AppHost.Aspire.Links;
using Lab.Contracts.Control;
using Lab.Control.Processes;

namespace Lab.AppHost.Aspire;

/// <summary>
/// Variables that the control API puts over those of AppHost.cs, and those that the lab gives every process. Aspire asks for them anew at
/// each start of a resource.
/// </summary>
internal sealed class EnvironmentOverrides(DistributedApplicationOptions options)
{
    // Evaluated by DCP for each replica; the index counts from 0 (`CustomResource.ResourceReplicaIndex` in Aspire's sources).
    private const string ReplicaIndex = "index .Annotations \"resource-replica-index\"";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Attributes = "OTEL_RESOURCE_ATTRIBUTES";

    private static readonly string[] Telemetry =
    [
        Endpoint, "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_MAX_QUEUE_SIZE",
        "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL",
    ];

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _byResource = new();

    /// <summary>Sets variables; null takes an override back.</summary>
    public void Change(string resource, IReadOnlyDictionary<string, string?> variables)
    {
        var changed = new Dictionary<string, string>(_byResource.GetValueOrDefault(resource) ?? new Dictionary<string, string>());
        foreach (var (name, value) in variables)
        {
            if (value is null)
            {
                changed.Remove(name);
            }
            else
            {
                changed[name] = value;
            }
        }

        _byResource[resource] = changed;
    }

    /// <summary>Adds the callbacks, behind those of AppHost.cs, so that these have the last word.</summary>
    public void AddTo(DistributedApplicationModel model, string mark)
    {
        foreach (var resource in model.Resources.Where(AspireModel.IsShown).OfType<IResourceWithEnvironment>())
        {
            resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
            {
                context.EnvironmentVariables[Launch.MarkVariable] = mark;
                context.EnvironmentVariables[ReplicaNames.Variable] = ReplicaTemplate(resource);
                if (context.EnvironmentVariables.GetValueOrDefault(Attributes) is string attributes)
                {
                    context.EnvironmentVariables[Attributes] = $"{attributes},{ReplicaNames.Attribute}={ReplicaTemplate(resource)}";
                }

                foreach (var (name, value) in resource is ProjectResource or LinkResource ? SmallProcess.Variables : new Dictionary<string, string>())
                {
                    context.EnvironmentVariables.TryAdd(name, value);
                }

                if (options.DisableDashboard)
                {
                    SendToTheLab(context.EnvironmentVariables);
                }

                foreach (var (name, value) in _byResource.GetValueOrDefault(resource.Name) ?? new Dictionary<string, string>())
                {
                    context.EnvironmentVariables[name] = value;
                }
            }));
        }
    }

    // The lab that started this host tells it by the usual variables where its collector is. Without one nobody listens where Aspire
    // would have services send, and a service that ends would wait for its last spans to be taken.
    private static void SendToTheLab(Dictionary<string, object> variables)
    {
        variables.Remove(Endpoint);
        if (Environment.GetEnvironmentVariable(Endpoint) is not { Length: > 0 })
        {
            return;
        }

        foreach (var name in Telemetry)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }
    }

    // `{{ if eq (index …) "0" }}inventory-1{{ else if eq … "1" }}inventory-2{{ end }}`: the template language cannot add.
    private static string ReplicaTemplate(IResource resource)
    {
        var count = resource.GetReplicaCount();
        return count == 1 ? resource.Name : string.Concat(
            Enumerable.Range(0, count).Select(i => $"{{{{{(i == 0 ? "" : "else ")}if eq ({ReplicaIndex}) \"{i}\"}}}}{ReplicaName.Of(resource, i)}")) + "{{end}}";
    }
}

/// <summary>How replicas are called: <c>inventory-1</c>, or by the resource alone where there is one.</summary>
internal static class ReplicaName
{
    public static string Of(IResource resource, int index) => resource.GetReplicaCount() == 1 ? resource.Name : $"{resource.Name}-{index + 1}";
}
