using Lab.Contracts;
using Lab.Control.Api;

namespace Lab.Hosting;

/// <summary>Finds slips in what is only used when publishing, where they would cost a failed deployment.</summary>
internal static class PublishingCheck
{
    private const string ProbedEndpoint = "http";

    public static IEnumerable<string> Problems(Resource resource)
    {
        var settings = resource.Settings;
        if (Refusal(() => Quantity.Cpus(settings.CpuLimit)) is { } cpu)
        {
            yield return $"Resource '{resource.Name}': {cpu}";
        }

        if (Refusal(() => Quantity.Bytes(settings.MemoryLimit)) is { } memory)
        {
            yield return $"Resource '{resource.Name}': {memory}";
        }

        foreach (var path in settings.ProbePaths.Distinct().Where(path => !path.StartsWith('/')))
        {
            yield return $"Resource '{resource.Name}': probe path '{path}' must start with a slash. Write '/{path}'.";
        }

        if (settings.ProbePaths is not [] && settings.Endpoints.All(endpoint => endpoint.Name != ProbedEndpoint))
        {
            yield return $"Resource '{resource.Name}': probes need an endpoint named '{ProbedEndpoint}'. Add .WithHttpEndpoint().";
        }
    }

    private static string? Refusal(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (LabException e)
        {
            return e.Message;
        }
    }
}
