using System.Diagnostics;
using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Manifests;

/// <summary>
/// Redis and PostgreSQL as StatefulSets with a headless service each. They get no CPU limit: a throttled server would be blamed on the services, whose
/// limits are what is studied.
/// </summary>
internal sealed class Servers(Named named)
{
    private const string Data = "data";

    public IEnumerable<ManifestFile> Of(Workload server)
    {
        var set = named.Object("apps/v1", "StatefulSet", Named.StatefulSet(server.Name), server.Name);
        set["spec"] = new YamlMap
        {
            ["serviceName"] = Named.Service(server.Name),
            ["replicas"] = 1,
            ["selector"] = new YamlMap { ["matchLabels"] = named.Labels(server.Name) },
            ["template"] = new YamlMap
            {
                ["metadata"] = new YamlMap { ["labels"] = named.Labels(server.Name) },
                ["spec"] = server.Kind switch
                {
                    WorkloadKind.Redis => Redis(server),
                    WorkloadKind.Postgres => Postgres(server),
                    _ => throw new UnreachableException($"{server.Kind} is no server"),
                },
            },

            // A killed PostgreSQL comes back with its orders. Redis has nothing to keep.
            ["volumeClaimTemplates"] = server.Kind == WorkloadKind.Postgres ? YamlList.Of(Claim()) : null,
        };
        yield return new ManifestFile($"{server.Name}/statefulset.yaml", set);

        var port = Port(server);
        var service = named.Object("v1", "Service", Named.Service(server.Name), server.Name);
        service["spec"] = new YamlMap
        {
            ["clusterIP"] = "None",
            ["selector"] = named.Labels(server.Name),
            ["ports"] = YamlList.Of(new YamlMap { ["name"] = "tcp", ["port"] = port, ["targetPort"] = port }),
        };
        yield return new ManifestFile($"{server.Name}/service.yaml", service);
    }

    /// <summary>Port that a server listens on.</summary>
    public static int Port(Workload server) => server.Kind == WorkloadKind.Redis ? ServerImages.RedisPort : ServerImages.PostgresPort;

    private static YamlMap Redis(Workload server)
    {
        // No snapshots, as in a run here: one in mid-volley would cost what is measured. A volley opens hundreds of connections at once.
        var container = Pods.Container(
            server.Name,
            ServerImages.Redis,
            ["--requirepass", "$(REDIS_PASSWORD)", "--save", "", "--appendonly", "no", "--tcp-backlog", "1024", "--dir", "/data"],
            Pods.Mount(Data, "/data"));
        container["env"] = YamlList.Of(Surroundings.Password("REDIS_PASSWORD", server), Surroundings.Password("REDISCLI_AUTH", server));
        container["ports"] = Ports(ServerImages.RedisPort);
        container["resources"] = Pods.Resources("100m", "64Mi", null, "128Mi");
        Probing.OfServer(container, ServerImages.RedisPort, "redis-cli", "-e", "ping");
        return Pods.Spec(ServerImages.RedisUser, ServerImages.RedisGroup, container, Pods.Empty(Data));
    }

    private static YamlMap Postgres(Workload server)
    {
        // Three replicas with a pool of 60 each, checkout, and the checks need more than the default of 100.
        var container = Pods.Container(
            server.Name,
            ServerImages.Postgres,
            ["-c", "max_connections=300"],
            Pods.Mount(Data, "/var/lib/postgresql/data"),
            Pods.Mount("run", "/var/run/postgresql"));
        container["env"] = YamlList.Of(
            Surroundings.Password("POSTGRES_PASSWORD", server),
            new YamlMap { ["name"] = "POSTGRES_DB", ["value"] = server.Database },

            // A folder of its own inside the volume: initdb wants an empty one that nobody else can read.
            new YamlMap { ["name"] = "PGDATA", ["value"] = "/var/lib/postgresql/data/pgdata" });
        container["ports"] = Ports(ServerImages.PostgresPort);
        container["resources"] = Pods.Resources("250m", "256Mi", null, "512Mi");

        // Over TCP: while the data folder is being made, a server listens on the socket only.
        Probing.OfServer(container, ServerImages.PostgresPort, "pg_isready", "-h", "127.0.0.1", "-U", "postgres", "-d", server.Database);
        return Pods.Spec(ServerImages.PostgresUser, ServerImages.PostgresUser, container, Pods.Empty("run"));
    }

    private static YamlList Ports(int port) => YamlList.Of(new YamlMap { ["name"] = "tcp", ["containerPort"] = port });

    private YamlMap Claim() => new()
    {
        ["metadata"] = new YamlMap { ["name"] = Data, ["labels"] = named.Labels() },
        ["spec"] = new YamlMap
        {
            ["accessModes"] = YamlList.Of("ReadWriteOnce"),
            ["resources"] = new YamlMap { ["requests"] = new YamlMap { ["storage"] = "1Gi" } },
        },
    };
}
