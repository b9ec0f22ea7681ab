using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Manifests;

/// <summary>
/// The variables of a pod, by the names that both engines use in a run here. What anybody may read is in a ConfigMap; a connection string is put
/// together in the pod, from a password that only the secret has: <c>redis-service:6379,password=$(REDIS_PASSWORD)</c>.
/// </summary>
internal sealed class Surroundings(IReadOnlyList<Workload> workloads)
{
    /// <summary>Data of the ConfigMap.</summary>
    public Dictionary<string, string> Config(IReadOnlyDictionary<string, string> own, IReadOnlyList<WorkloadPort> ports, IReadOnlyList<WorkloadReference> references)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] listens = [.. ports.Where(port => port.Scheme == "http").Select(port => $"{port.Number}")];
        if (listens.Length > 0)
        {
            data["HTTP_PORTS"] = string.Join(';', listens);
        }

        foreach (var reference in references)
        {
            foreach (var port in Of(reference).Ports)
            {
                data[$"services__{reference.Name}__{port.Name}__0"] = Address(reference.Target, port);
                data[$"{reference.Name}_{port.Name}".Replace('-', '_').ToUpperInvariant()] = Address(reference.Target, port);
            }
        }

        foreach (var (name, value) in own)
        {
            data[name] = value;
        }

        return data;
    }

    /// <summary>Variables that need a secret, passwords before the connection strings that they are put into; null when there is none.</summary>
    public YamlList? Secrets(IReadOnlyList<WorkloadReference> references)
    {
        WorkloadReference[] servers = [.. references.Where(reference => Of(reference).Kind is not WorkloadKind.Service)];
        return YamlList.Of(
        [
            .. servers.DistinctBy(reference => reference.Target).Select(reference => Password(Variable(reference.Target), Of(reference))),
            .. servers.Select(reference => new YamlMap
            {
                ["name"] = $"ConnectionStrings__{reference.Name}",
                ["value"] = ConnectionString(Of(reference)),
            }),
        ]).OrNothing();
    }

    /// <summary>A variable that gets the password of a server.</summary>
    public static YamlMap Password(string variable, Workload server) => new()
    {
        ["name"] = variable,
        ["valueFrom"] = new YamlMap
        {
            ["secretKeyRef"] = new YamlMap { ["name"] = Named.Secrets(server.Name), ["key"] = PasswordKey(server) },
        },
    };

    /// <summary>Key of a server's password in its secret.</summary>
    public static string PasswordKey(Workload server) => server.Kind == WorkloadKind.Redis ? "REDIS_PASSWORD" : "POSTGRES_PASSWORD";

    /// <summary>Address of a service inside of the cluster.</summary>
    public static string Address(string workload, WorkloadPort port) => $"{port.Scheme}://{Named.Service(workload)}:{port.Number}";

    private static string Variable(string server) => $"{server.Replace('-', '_').ToUpperInvariant()}_PASSWORD";

    private static string ConnectionString(Workload server) => server.Kind == WorkloadKind.Redis
        ? $"{Named.Service(server.Name)}:{ServerImages.RedisPort},password=$({Variable(server.Name)})"
        : $"Host={Named.Service(server.Name)};Port={ServerImages.PostgresPort};Username=postgres;Password=$({Variable(server.Name)});Database={server.Database};Maximum Pool Size=60;Timeout=10";

    private Workload Of(WorkloadReference reference) => workloads.First(workload => workload.Name == reference.Target);
}
