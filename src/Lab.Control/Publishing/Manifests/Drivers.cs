using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Manifests;

/// <summary>
/// A driver as an indexed job: pod i of n does the i-th share of the volleys or cases, with the streams of chance that those have in one process too, and
/// prints what it recorded. Each driver has a folder and a kustomization of its own, since it is applied when it is wanted.
/// </summary>
internal sealed class Drivers(Named named, PublishedSystem system, Surroundings surroundings, Networks networks)
{
    /// <summary>Pods of a job; each needs a free half processor.</summary>
    public const int Shards = 4;

    private const string Index = "JOB_COMPLETION_INDEX";

    public IEnumerable<ManifestFile> Of(Driver driver)
    {
        var references = networks.References(driver);
        var config = named.Object("v1", "ConfigMap", Named.Config(driver.Name), driver.Name);
        config["data"] = YamlMap.Sorted(surroundings.Config(new Dictionary<string, string> { ["LAB_RUNS"] = "/tmp/runs" }, [], references));
        yield return new ManifestFile($"{driver.Name}/config.yaml", config);
        yield return new ManifestFile($"{driver.Name}/job.yaml", Job(driver, references));
        yield return networks.Of(driver);
    }

    private YamlMap Job(Driver driver, IReadOnlyList<WorkloadReference> references)
    {
        var container = Pods.Container(driver.Name, named.Options.Image(driver.Repository), Arguments(driver));
        container["envFrom"] = YamlList.Of(new YamlMap { ["configMapRef"] = new YamlMap { ["name"] = Named.Config(driver.Name) } });
        container["env"] = YamlList.Of([Number(), .. surroundings.Secrets(references) ?? []]);

        // No CPU limit: a driver that is throttled smears its arrivals, and blames the services for it.
        container["resources"] = Pods.Resources("500m", "256Mi", null, "512Mi");
        var job = named.Object("batch/v1", "Job", Named.Job(driver.Name), driver.Name);
        job["spec"] = new YamlMap
        {
            ["completionMode"] = "Indexed",
            ["completions"] = Shards,
            ["parallelism"] = Shards,
            ["backoffLimit"] = Shards,
            ["activeDeadlineSeconds"] = 1_800,
            ["ttlSecondsAfterFinished"] = 86_400,
            ["template"] = new YamlMap
            {
                ["metadata"] = new YamlMap { ["labels"] = named.Labels(driver.Name) },
                ["spec"] = Once(Pods.Spec(ServerImages.DotNetUser, ServerImages.DotNetUser, container)),
            },
        };
        return job;
    }

    private string[] Arguments(Driver driver) =>
    [
        driver.Verb, driver.Scenario,
        "--target", "env",
        "--shard", $"$({Index})/{Shards}",
        .. driver.Verb == "fuzz" ? (string[])["--cases", "4000"] : ["--volleys", "80"],
        .. system.Workloads.Where(workload => workload.Kind == WorkloadKind.Service).SelectMany(workload => (string[])["--allow-host", Named.Service(workload.Name)]),
        "--hand-over",
    ];

    // Said here and not left to the job's controller, so that the argument above finds it on every version.
    private static YamlMap Number() => new()
    {
        ["name"] = Index,
        ["valueFrom"] = new YamlMap { ["fieldRef"] = new YamlMap { ["fieldPath"] = "metadata.annotations['batch.kubernetes.io/job-completion-index']" } },
    };

    private static YamlMap Once(YamlMap pod)
    {
        pod["restartPolicy"] = "Never";
        return pod;
    }
}
