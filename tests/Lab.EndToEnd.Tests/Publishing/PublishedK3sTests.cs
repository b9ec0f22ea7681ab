using System.Diagnostics;
using Lab.Chaos.Break.Litmus;
using Lab.Contracts.Machine;
using Lab.TestKit.Charts;

namespace Lab.EndToEnd.Tests.Publishing;

/// <summary>What <c>lab publish</c> writes, and that the repository has it.</summary>
public sealed class PublishedK3sTests(PublishedK3s published) : IClassFixture<PublishedK3s>
{
    private const string Mend = "k3s/ is not what AppHost.cs and the scenario's faults say. Mend it: ./lab publish";

    public static TheoryData<string> Kustomizations => [".", "load", "fuzzer", "litmus"];

    [Fact]
    public void The_folder_of_the_repository_is_what_the_app_host_says()
    {
        var (fresh, committed) = (PublishedK3s.Files(published.Folder), PublishedK3s.Files(PublishedK3s.Committed));

        string[] changed =
        [
            .. fresh.Keys.Except(committed.Keys).Select(file => $"{file} is missing"),
            .. committed.Keys.Except(fresh.Keys).Select(file => $"{file} is no longer published"),
            .. fresh.Where(file => committed.TryGetValue(file.Key, out var text) && text.ReplaceLineEndings("\n") != file.Value).Select(file => $"{file.Key} differs"),
        ];
        Assert.True(changed.Length == 0, $"{Mend}\n{string.Join('\n', changed)}");
    }

    [Fact]
    public void An_experiment_gives_settings_the_values_that_the_lab_goes_by_without_a_cluster() => Assert.All(
        published.Manifests.Where(manifest => manifest.Kind == "ChaosExperiment"),
        experiment => Assert.Equal(
            LitmusFaults.Find(experiment.Name!)!.Tunables
                .Where(tunable => !tunable.ClusterOnly && tunable.Chart is { Length: > 0 })
                .Select(tunable => $"{tunable.Name}={tunable.Chart}")
                .Order(StringComparer.Ordinal),
            experiment["spec"]["definition"]["env"].Items
                .Select(setting => $"{setting["name"].Text}={setting["value"].Text}")
                .Where(setting => LitmusFaults.Find(experiment.Name!)!.Tunables.Any(tunable => !tunable.ClusterOnly && setting.StartsWith($"{tunable.Name}=", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal)));

    [Fact]
    public void The_next_commands_are_printed() =>
        Assert.Contains("--secrets | kubectl create -f -", published.Outcome.Output, StringComparison.Ordinal);

    [Fact]
    public void Passwords_are_not_printed_on_a_screen_and_in_a_pipe_belong_to_what_asks_for_them()
    {
        var asked = published.Manifests.SelectMany(References).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(["postgres-secrets/POSTGRES_PASSWORD", "redis-2-secrets/REDIS_PASSWORD", "redis-3-secrets/REDIS_PASSWORD", "redis-secrets/REDIS_PASSWORD"], asked);
        Assert.DoesNotContain(published.Manifests, manifest => manifest.Kind == "Secret");
    }

    [Fact]
    public void Every_document_says_what_it_is_and_where_it_belongs()
    {
        Assert.All(published.Manifests, manifest =>
        {
            Assert.True(manifest["apiVersion"].Exists && manifest.Kind is not null && manifest.Name is not null, $"{manifest} has no apiVersion, kind or name.");
            Assert.Equal(manifest.Kind is "Namespace" or "ClusterRole" or "ClusterRoleBinding" ? null : "ticketing", manifest["metadata"]["namespace"].Text);
        });
        Assert.Equal(published.Manifests.Count, published.Manifests.Select(manifest => (manifest.Kind, manifest.Name)).Distinct().Count());
    }

    [Fact]
    public void Every_pod_is_selected_by_its_own_workload_and_by_no_other()
    {
        Manifest[] workloads = [.. published.Manifests.Where(manifest => manifest.Kind is "Deployment" or "StatefulSet")];

        Assert.Equal(7, workloads.Length);
        Assert.All(workloads, workload => Assert.Equal(
            [workload.Name],
            workloads.Where(other => Matches(workload["spec"]["selector"]["matchLabels"], other)).Select(other => other.Name)));
        Assert.All(published.Manifests.Where(manifest => manifest.Kind == "Service"), service =>
        {
            var container = Assert.Single(workloads, workload => Matches(service["spec"]["selector"], workload)).PodSpec()["containers"].Items[0];
            Assert.All(service["spec"]["ports"].Items, port =>
                Assert.Contains(container["ports"].Items, open => open["containerPort"].Text == port["targetPort"].Text));
        });
    }

    [Fact]
    public void Every_container_asks_for_what_it_needs_and_is_probed_unless_it_is_a_job()
    {
        Manifest[] pods = [.. published.Manifests.Where(manifest => manifest.Kind is "Deployment" or "StatefulSet" or "Job")];

        Assert.All(pods, pod =>
        {
            var container = Assert.Single(pod.PodSpec()["containers"].Items);
            Assert.True(container["resources"]["requests"]["cpu"].Exists && container["resources"]["limits"]["memory"].Exists, $"{pod} has no request or limit.");
            Assert.Equal(pod.Kind != "Job", container["startupProbe"].Exists && container["readinessProbe"].Exists && container["livenessProbe"].Exists);
            Assert.DoesNotContain("latest", container["image"].Text, StringComparison.Ordinal);
            Assert.Contains(':', container["image"].Text!);
        });
    }

    [Fact]
    public void Every_config_map_and_volume_that_a_pod_uses_is_there()
    {
        var names = published.Manifests.Where(manifest => manifest.Kind == "ConfigMap").Select(manifest => manifest.Name).ToHashSet();

        Assert.All(published.Manifests.Where(manifest => manifest.Kind is "Deployment" or "Job"), pod =>
        {
            var container = pod.PodSpec()["containers"].Items[0];
            Assert.All(container["envFrom"].Items, source => Assert.Contains(source["configMapRef"]["name"].Text, names));
            Assert.All(pod.PodSpec()["volumes"].Items.Where(volume => volume["configMap"].Exists), volume => Assert.Contains(volume["configMap"]["name"].Text, names));
            Assert.Equal(
                pod.PodSpec()["volumes"].Items.Select(volume => volume["name"].Text).Order(),
                container["volumeMounts"].Items.Select(mount => mount["name"].Text).Order());
        });
    }

    [Fact]
    public void Every_engine_aims_at_something_and_finds_its_experiment_and_its_account()
    {
        Manifest[] engines = [.. published.Manifests.Where(manifest => manifest.Kind == "ChaosEngine")];

        Assert.NotEmpty(engines);
        Assert.All(engines, engine =>
        {
            Assert.Contains(published.Manifests, account => account.Kind == "ServiceAccount" && account.Name == engine["spec"]["chaosServiceAccount"].Text);
            Assert.All(engine["spec"]["experiments"].Items, experiment =>
                Assert.Contains(published.Manifests, known => known.Kind == "ChaosExperiment" && known.Name == experiment["name"].Text));
            var label = engine["spec"]["appinfo"]["applabel"].Text!.Split('=');
            Assert.Contains(published.Manifests, workload => string.Equals(workload.Kind, engine["spec"]["appinfo"]["appkind"].Text, StringComparison.OrdinalIgnoreCase)
                && workload["spec"]["template"]["metadata"]["labels"].Entries.Contains(new(label[0], label[1])));
        });
    }

    [Theory]
    [MemberData(nameof(Kustomizations))]
    public async Task Kubectl_takes_the_folder(string folder)
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "no kubectl found");

        using var process = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(PublishedK3s.Committed, folder)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, await errors);
        Assert.Contains("apiVersion: ", output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> References(Manifest manifest) => manifest.PodSpec()["containers"].Items
        .SelectMany(container => container["env"].Items)
        .Select(variable => variable["valueFrom"]["secretKeyRef"])
        .Where(reference => reference.Exists)
        .Select(reference => $"{reference["name"].Text}/{reference["key"].Text}");

    private static bool Matches(Manifest selector, Manifest workload)
    {
        var labels = workload["spec"]["template"]["metadata"]["labels"].Entries;
        return selector.Entries.Count > 0 && selector.Entries.All(entry => labels.TryGetValue(entry.Key, out var value) && value == entry.Value);
    }
}

/// <summary>Where things are in a workload.</summary>
internal static class Workloads
{
    public static Manifest PodSpec(this Manifest workload) => workload["spec"]["template"]["spec"];
}
