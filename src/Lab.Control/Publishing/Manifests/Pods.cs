using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Manifests;

/// <summary>What all pods have in common: no root, no token, nothing to write but a folder of their own.</summary>
internal static class Pods
{
    /// <summary>Account of all pods; it may do nothing.</summary>
    public const string Account = "lab-services";

    private const string Temporary = "tmp";

    /// <param name="user">Account inside the containers.</param>
    /// <param name="group">Its group, which owns the volumes too.</param>
    /// <param name="container">The one container, from <see cref="Container"/>.</param>
    /// <param name="volumes">Volumes beside <c>/tmp</c>.</param>
    public static YamlMap Spec(int user, int group, YamlMap container, params IEnumerable<YamlMap> volumes) => new()
    {
        ["serviceAccountName"] = Account,
        ["automountServiceAccountToken"] = false,

        // Dozens of variables named after every service of the namespace, which nobody reads.
        ["enableServiceLinks"] = false,
        ["securityContext"] = new YamlMap
        {
            ["runAsNonRoot"] = true,
            ["runAsUser"] = user,
            ["runAsGroup"] = group,
            ["fsGroup"] = group,
            ["seccompProfile"] = new YamlMap { ["type"] = "RuntimeDefault" },
        },
        ["containers"] = YamlList.Of(container),
        ["volumes"] = YamlList.Of([new YamlMap { ["name"] = Temporary, ["emptyDir"] = new YamlMap() }, .. volumes]),
    };

    /// <summary>A container that can write to <c>/tmp</c> and to the mounts given.</summary>
    public static YamlMap Container(string name, string image, IEnumerable<string> arguments, params IEnumerable<YamlMap> mounts) => new()
    {
        ["name"] = name,
        ["image"] = image,
        ["imagePullPolicy"] = "IfNotPresent",
        ["args"] = YamlList.Of(arguments).OrNothing(),
        ["securityContext"] = new YamlMap
        {
            ["allowPrivilegeEscalation"] = false,
            ["readOnlyRootFilesystem"] = true,
            ["capabilities"] = new YamlMap { ["drop"] = YamlList.Of("ALL") },
        },
        ["volumeMounts"] = YamlList.Of([Mount(Temporary, "/tmp"), .. mounts]),
    };

    public static YamlMap Mount(string volume, string path) => new() { ["name"] = volume, ["mountPath"] = path };

    public static YamlMap Empty(string volume) => new() { ["name"] = volume, ["emptyDir"] = new YamlMap() };

    /// <summary>Request, and limit where one is given.</summary>
    public static YamlMap Resources(string? cpu, string? memory, string? cpuLimit, string? memoryLimit) => new()
    {
        ["requests"] = Quantities(cpu, memory),
        ["limits"] = Quantities(cpuLimit, memoryLimit),
    };

    private static YamlMap? Quantities(string? cpu, string? memory) =>
        cpu is null && memory is null ? null : new YamlMap { ["cpu"] = cpu is null ? null : (YamlValue)cpu, ["memory"] = memory is null ? null : (YamlValue)memory };
}
