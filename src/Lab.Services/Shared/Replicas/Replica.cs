using Microsoft.Extensions.Configuration;

namespace Lab.Services.Replicas;

/// <summary>Which process this is.</summary>
/// <param name="Name">For example <c>inventory-2</c>; written into every order it accepts.</param>
/// <param name="ProcessId">Of the operating system.</param>
public sealed record Replica(string Name, int ProcessId)
{
    private const string InstanceId = "service.instance.id";
    private const string Given = "LAB_REPLICA";

    /// <summary>
    /// The name is <c>LAB_REPLICA</c> where the host sets it (<c>service.instance.id</c> is for dashboards, and shorter); else the key <c>service.instance.id</c> of <c>OTEL_RESOURCE_ATTRIBUTES</c>
    /// (<c>service.instance.id=inventory-2,host.name=a%2Cb</c>: pairs by commas, values percent-encoded); else
    /// <c>OTEL_SERVICE_NAME</c>, else <paramref name="fallback"/>, as when started by hand.
    /// </summary>
    public static Replica From(IConfiguration configuration, string fallback)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var instance = (configuration["OTEL_RESOURCE_ATTRIBUTES"] ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair is [InstanceId, { Length: > 0 }])
            .Select(pair => Uri.UnescapeDataString(pair[1]))
            .LastOrDefault();
        return new Replica(configuration[Given] ?? instance ?? configuration["OTEL_SERVICE_NAME"] ?? fallback, Environment.ProcessId);
    }
}
