using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Manifests;

/// <summary>A service: configuration, Deployment, Service, and a budget where there are several replicas.</summary>
internal sealed class Services(Named named, Surroundings surroundings)
{
    // Where the .NET images put the program, and where it starts.
    private const string WorkingFolder = "/app";

    public IEnumerable<ManifestFile> Of(Workload workload)
    {
        var config = named.Object("v1", "ConfigMap", Named.Config(workload.Name), workload.Name);
        config["data"] = YamlMap.Sorted(surroundings.Config(workload.Variables, workload.Ports, workload.References));
        yield return new ManifestFile($"{workload.Name}/config.yaml", config);
        foreach (var (folder, number) in workload.Folders.Select((folder, number) => (folder, number)))
        {
            var files = named.Object("v1", "ConfigMap", Volume(workload, number), workload.Name);
            files["data"] = YamlMap.Sorted(folder.Files);
            yield return new ManifestFile($"{workload.Name}/{Short(number)}.yaml", files);
        }

        yield return new ManifestFile($"{workload.Name}/deployment.yaml", Deployment(workload));
        if (workload.Ports.Count > 0)
        {
            yield return new ManifestFile($"{workload.Name}/service.yaml", Service(workload));
        }

        if (workload.Replicas > 1)
        {
            var budget = named.Object("policy/v1", "PodDisruptionBudget", $"{workload.Name}-budget", workload.Name);
            budget["spec"] = new YamlMap { ["maxUnavailable"] = 1, ["selector"] = new YamlMap { ["matchLabels"] = named.Labels(workload.Name) } };
            yield return new ManifestFile($"{workload.Name}/budget.yaml", budget);
        }
    }

    private YamlMap Deployment(Workload workload)
    {
        var container = Pods.Container(
            workload.Name,
            named.Options.Image(workload.Repository),
            workload.Arguments,
            workload.Folders.Select((folder, number) => Pods.Mount(Short(number), $"{WorkingFolder}/{folder.Path}")));
        container["envFrom"] = YamlList.Of(new YamlMap { ["configMapRef"] = new YamlMap { ["name"] = Named.Config(workload.Name) } });
        container["env"] = surroundings.Secrets(workload.References);
        container["ports"] = YamlList.Of(workload.Ports.Select(port => new YamlMap { ["name"] = port.Name, ["containerPort"] = port.Number })).OrNothing();

        // As much asked for as allowed: with both equal the pod is measured under its quota, not under what its neighbours left over.
        container["resources"] = Pods.Resources(workload.Cpu, workload.Memory, workload.Cpu, workload.Memory);
        if (workload.Probes is { } probes)
        {
            Probing.OverHttp(container, probes, workload.Ports.First(port => port.Scheme == "http").Name);
        }

        var deployment = named.Object("apps/v1", "Deployment", Named.Deployment(workload.Name), workload.Name);
        deployment["spec"] = new YamlMap
        {
            ["replicas"] = workload.Replicas,
            ["selector"] = new YamlMap { ["matchLabels"] = named.Labels(workload.Name) },
            ["template"] = new YamlMap
            {
                ["metadata"] = new YamlMap { ["labels"] = named.Labels(workload.Name) },
                ["spec"] = Pods.Spec(ServerImages.DotNetUser, ServerImages.DotNetUser, container, workload.Folders.Select((_, number) => new YamlMap
                {
                    ["name"] = Short(number),
                    ["configMap"] = new YamlMap { ["name"] = Volume(workload, number) },
                })),
            },
        };
        return deployment;
    }

    private YamlMap Service(Workload workload)
    {
        var service = named.Object("v1", "Service", Named.Service(workload.Name), workload.Name);
        service["spec"] = new YamlMap
        {
            ["type"] = "ClusterIP",
            ["selector"] = named.Labels(workload.Name),
            ["ports"] = YamlList.Of(workload.Ports.Select(port => new YamlMap { ["name"] = port.Name, ["port"] = port.Number, ["targetPort"] = port.Number })),
        };
        return service;
    }

    private static string Short(int number) => number == 0 ? "files" : $"files-{number + 1}";

    private static string Volume(Workload workload, int number) => $"{workload.Name}-{Short(number)}";
}
