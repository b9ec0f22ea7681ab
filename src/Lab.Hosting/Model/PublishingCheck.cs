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

    /// <summary>What is wrong with the command line, when it asks this engine to publish; else null.</summary>
    public static string? Problem(IReadOnlyList<string> args) =>
        args.Any(arg => arg is "--operation=publish") || args.Zip(args.Skip(1)).Any(pair => pair is ("--operation", "publish"))
            ? "Publishing needs the Aspire engine; this AppHost was built for the embedded one. Build it with -p:LabEngine=aspire and publish again."
            : null;

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
