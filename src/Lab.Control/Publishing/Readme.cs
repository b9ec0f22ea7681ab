using Lab.Control.Publishing.Litmus;
using Lab.Control.Publishing.Manifests;

namespace Lab.Control.Publishing;

/// <summary>How to use the folder, with the names and images that it was published with.</summary>
internal static class Readme
{
    /// <summary>First line, by which a README of ours is known.</summary>
    public const string Heading = "<!-- Written by `lab publish`; a change made here is lost with the next one. -->";

    public static string Of(Named named, PublishedSystem system, Experiments experiments)
    {
        using var stream = typeof(Readme).Assembly.GetManifestResourceStream("publishing-readme.md")
            ?? throw new InvalidOperationException("The text of the README is not in the assembly (Lab.Control.csproj, EmbeddedResource).");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        foreach (var (name, value) in Values(named, system, experiments))
        {
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return $"{Heading}\n{text}";
    }

    private static IEnumerable<(string Name, string Value)> Values(Named named, PublishedSystem system, Experiments experiments)
    {
        string[] repositories =
        [
            .. system.Workloads.Where(workload => workload.Kind == WorkloadKind.Service).Select(workload => workload.Repository)
                .Concat(system.Drivers.Select(driver => driver.Repository)).Distinct().Order(StringComparer.Ordinal),
        ];
        yield return ("namespace", named.Namespace);
        yield return ("tag", named.Options.Tag);
        yield return ("entry", (system.Workloads.FirstOrDefault(workload => workload.IsExternal) ?? system.Workloads[^1]).Name);
        yield return ("images", string.Join(", ", repositories.Select(repository => $"`{named.Options.Image(repository)}`")));
        yield return ("secrets", string.Join('\n', system.Workloads.Where(workload => workload.Kind != WorkloadKind.Service).Select(server =>
            $"kubectl -n {named.Namespace} create secret generic {Named.Secrets(server.Name)} --from-literal={Surroundings.PasswordKey(server)}=…")));
        yield return ("shards", $"{Drivers.Shards}");
        yield return ("drivers", string.Join(", ", system.Drivers.Select(driver => $"`{driver.Name}` (lab {driver.Verb})")));
        yield return ("engines", experiments.Engines.Count == 0 ? "The scenario has no faults.\n" : string.Concat(experiments.Engines.Select(engine => $"- `{engine.Path}`\n")));
        yield return ("left-out", experiments.LeftOut.Count == 0 ? ""
            : $"\nNot published, since a cluster cannot do it; `lab break` does it here:\n{string.Concat(experiments.LeftOut.Select(one => $"- {one.File}: {one.Why}\n"))}");
    }
}
