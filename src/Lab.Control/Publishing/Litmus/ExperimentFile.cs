using Lab.Contracts.Cluster;
using Lab.Control.Publishing.Manifests;
using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Litmus;

/// <summary>A ChaosExperiment: what Litmus starts for a fault, with the settings that engines leave open.</summary>
internal static class ExperimentFile
{
    /// <summary>Image of all faults, of the release that the operator is of.</summary>
    public const string Image = "litmuschaos.docker.scarf.sh/litmuschaos/go-runner:3.31.0";

    // Where containerd of k3s and of Rancher Desktop listens; the default of Litmus is that of a plain containerd.
    private const string Socket = "/run/k3s/containerd/containerd.sock";

    public static ManifestFile Of(Named named, LitmusFault fault)
    {
        var labels = new YamlMap
        {
            ["name"] = fault.Name,
            ["app.kubernetes.io/part-of"] = "litmus",
            [ClusterNames.Component] = "experiment-job",
        };
        return new ManifestFile($"{Experiments.Folder}experiments/{fault.Name}.yaml", new YamlMap
        {
            ["apiVersion"] = "litmuschaos.io/v1alpha1",
            ["kind"] = "ChaosExperiment",
            ["metadata"] = new YamlMap { ["name"] = fault.Name, ["namespace"] = named.Namespace, ["labels"] = labels },
            ["spec"] = new YamlMap
            {
                ["definition"] = new YamlMap
                {
                    ["scope"] = fault.OfNodes ? "Cluster" : "Namespaced",
                    ["permissions"] = Rights.Of(fault),
                    ["image"] = Image,

                    // Always is what Litmus takes when nothing is said, and passes on to its helpers.
                    ["imagePullPolicy"] = "IfNotPresent",
                    ["command"] = YamlList.Of("/bin/bash"),
                    ["args"] = YamlList.Of("-c", $"./experiments -name {fault.Name}"),
                    ["env"] = YamlList.Of(Settings(fault).Select(setting => new YamlMap { ["name"] = setting.Name, ["value"] = setting.Value })),

                    // The runner writes its own label among these, and ends when there are none.
                    ["labels"] = labels,
                },
            },
        });
    }

    private static IEnumerable<(string Name, string Value)> Settings(LitmusFault fault)
    {
        List<(string Name, string Value)> settings = [.. fault.Settings, ("DEFAULT_HEALTH_CHECK", "false")];
        if (fault.StartsHelpers)
        {
            settings.Add(("LIB_IMAGE", Image));
        }

        if (fault.EntersContainers)
        {
            settings.AddRange([("CONTAINER_RUNTIME", "containerd"), ("SOCKET_PATH", Socket)]);
        }

        return settings.OrderBy(setting => setting.Name, StringComparer.Ordinal);
    }
}
