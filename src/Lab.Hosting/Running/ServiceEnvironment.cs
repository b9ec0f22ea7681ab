using System.Globalization;
using Lab.Contracts.Control;
using Lab.Control.Processes;

namespace Lab.Hosting.Running;

/// <summary>The variables a replica gets, by the names that Aspire uses.</summary>
internal static class ServiceEnvironment
{
    // The host's own business; a service that took over the host's address or its id would do harm.
    private static readonly string[] NotInherited =
    [
        "ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "LAB_RUN_ID", "LAB_RUN_FOLDER", "LAB_PARENT_PIPE", "DOTNET_STARTUP_HOOKS", DashboardInfo.Variable,
    ];

    public static IReadOnlyDictionary<string, string?> For(
        Resource resource,
        string replicaId,
        IReadOnlyList<(EndpointSettings Endpoint, Uri Address)> own,
        IReadOnlyDictionary<string, string?> telemetry,
        Func<Resource, string?> connectionString)
    {
        var variables = SmallProcess.Variables.ToDictionary(v => v.Key, string? (v) => v.Value);
        foreach (var name in NotInherited)
        {
            variables[name] = null;
        }

        variables["OTEL_SERVICE_NAME"] = resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = Telling(resource.Name, replicaId);
        variables[ReplicaNames.Variable] = replicaId;
        foreach (var (name, value) in telemetry)
        {
            variables[name] = value;
        }

        AddOwnEndpoints(resource, own, variables);
        foreach (var reference in resource.Settings.References)
        {
            AddReference(reference, connectionString, variables);
        }

        foreach (var (name, value) in resource.Settings.Environment)
        {
            variables[name] = value();
        }

        return variables;
    }

    // The dashboard joins name and instance, and shows what it has under the row of that name: `inventory` and `2`, `checkout` and nothing.
    private static string Telling(string resource, string replicaId) => replicaId == resource
        ? $"{ReplicaNames.Attribute}={replicaId}"
        : $"service.instance.id={replicaId[(resource.Length + 1)..]},{ReplicaNames.Attribute}={replicaId}";

    private static void AddOwnEndpoints(
        Resource resource, IReadOnlyList<(EndpointSettings Endpoint, Uri Address)> own, Dictionary<string, string?> variables)
    {
        string[] urls = [.. own.Where(e => e.Endpoint.Scheme == "http").Select(e => e.Address.ToString().TrimEnd('/'))];
        if (resource is ProjectResource && urls.Length > 0)
        {
            variables["ASPNETCORE_URLS"] = string.Join(';', urls);
        }

        foreach (var (endpoint, address) in own.Where(e => e.Endpoint.PortVariable is not null))
        {
            variables[endpoint.PortVariable!] = address.Port.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static void AddReference(
        Reference reference, Func<Resource, string?> connectionString, Dictionary<string, string?> variables)
    {
        if (connectionString(reference.Target) is { } text)
        {
            variables[$"ConnectionStrings__{reference.Name}"] = text;
        }

        // A link's own endpoints are nobody's business; it stands for one of its target's.
        var link = reference.Target as LinkResource;
        foreach (var endpoint in (link?.Target ?? reference.Target).Settings.Endpoints)
        {
            var url = (link?.AddressOf(endpoint) ?? endpoint.Address!).ToString().TrimEnd('/');
            variables[$"services__{reference.Name}__{endpoint.Name}__0"] = url;
            variables[$"{reference.Name}_{endpoint.Name}".Replace('-', '_').ToUpperInvariant()] = url;
        }
    }
}
