using Lab.Contracts;
using Lab.Control.Api;

namespace Lab.AppHost.Aspire.Publishing;

/// <summary>Finds slips in what is published while the model is made: a publishing step that fails shows a stack trace and ends with 0.</summary>
internal static class PublishingCheck
{
    /// <summary>Name of the endpoint that is probed.</summary>
    public const string Endpoint = "http";

    public static void Cpu(IResource resource, string limit) => Quantities(resource, () => Quantity.Cpus(limit));

    public static void Memory(IResource resource, string limit) => Quantities(resource, () => Quantity.Bytes(limit));

    public static void Probes(IResource resource, params string[] paths)
    {
        List<string> problems =
        [
            .. paths.Distinct().Where(path => !path.StartsWith('/'))
                .Select(path => $"Resource '{resource.Name}': probe path '{path}' must start with a slash. Write '/{path}'."),
        ];
        if (resource.Annotations.OfType<EndpointAnnotation>().All(endpoint => endpoint.Name != Endpoint))
        {
            problems.Add($"Resource '{resource.Name}': probes need an endpoint named '{Endpoint}'. Add .WithHttpEndpoint() before .WithProbes(…).");
        }

        if (problems is not [])
        {
            LabProblems.End(problems);
        }
    }

    private static void Quantities(IResource resource, Action read)
    {
        try
        {
            read();
        }
        catch (LabException e)
        {
            LabProblems.End([$"Resource '{resource.Name}': {e.Message}"]);
        }
    }
}
