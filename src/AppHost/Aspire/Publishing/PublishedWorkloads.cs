using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;

namespace Lab.AppHost.Aspire.Publishing;

/// <summary>Changes to what Aspire writes for one resource: its Deployment or StatefulSet, whose pods have one container.</summary>
internal static class PublishedWorkloads
{
    /// <summary>The container of the resource itself.</summary>
    public static ContainerV1 Container(this KubernetesResource service) =>
        service.Workload?.PodTemplate.Spec.Containers is [var container, ..] ? container
            : throw new InvalidOperationException($"Resource '{service.Name}' is published without a container, so it can bear neither limits nor probes.");

    /// <summary>
    /// Sets the limit, and asks for as much. With both equal for CPU and memory the pod is of the class Guaranteed: what it is measured
    /// under is its quota and not what its neighbours left over.
    /// </summary>
    public static void Limit(this KubernetesResource service, string what, string quantity)
    {
        var resources = service.Container().Resources ??= new ResourceRequirementsV1();
        resources.Limits[what] = quantity;
        resources.Requests[what] = quantity;
    }

    /// <summary>
    /// Aspire leaves out <c>serviceName</c>, which older clusters require of a StatefulSet, so that kubectl refuses the file. Can go
    /// once Aspire.Hosting.Kubernetes sets it in ResourceExtensions.ToStatefulSet.
    /// </summary>
    public static void NameGoverningService(this KubernetesResource service)
    {
        if (service is { Workload: StatefulSet set, Service: { } governing })
        {
            set.Spec.ServiceName = governing.Metadata.Name;
        }
    }
}
