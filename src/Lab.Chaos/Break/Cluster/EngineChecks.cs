using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts.Cluster;

namespace Lab.Chaos.Break.Cluster;

/// <summary>What would make an engine fail on a cluster, or do less than its file says. The grammar as a whole is checked where files are read for this machine.</summary>
internal static partial class EngineChecks
{
    public static void Check(JsonObject document, Place place, Problems problems)
    {
        if (document.TextAt("apiVersion") != ResourceKind.Engines.ApiVersion || document.TextAt("kind") != ResourceKind.Engines.Kind)
        {
            problems.Add(place, $"Not a ChaosEngine of {ResourceKind.Engines.ApiVersion}: it says kind '{document.TextAt("kind")}', apiVersion '{document.TextAt("apiVersion")}'.");
            return;
        }

        if (!DnsName().IsMatch(document.Name))
        {
            problems.Add(place, $"metadata.name is '{document.Name}'; it must be lower-case letters, digits and dashes. Example: name: kill-inventory.");
        }

        if (WhyLocal(document) is { } reason)
        {
            problems.Add(place, $"'{document.Name}' {reason}. Leave it out, or run it without --cluster.");
        }

        if (document.TextAt("spec", "engineState") == "stop")
        {
            problems.Add(place, $"engineState of '{document.Name}' is stop, so nothing would run. Write active.");
        }

        if (document.TextAt("spec", "chaosServiceAccount").Length == 0)
        {
            problems.Add(place, $"'{document.Name}' names no chaosServiceAccount. Add the one that 'kubectl apply -k k3s/litmus' brings.");
        }

        CheckExperiments(document, place, problems);
    }

    /// <summary>Why a cluster cannot run an engine; null when it can. Goes on after its name.</summary>
    public static string? WhyLocal(JsonObject document) =>
        LocalOnly.Reason(document.TextAt("metadata", "annotations", LocalOnly.TracePoint), document.ListAt("spec", "experiments").Select(one => one.TextAt("name")));

    private static void CheckExperiments(JsonObject document, Place place, Problems problems)
    {
        var experiments = document.ListAt("spec", "experiments").ToList();
        if (experiments.Count == 0)
        {
            problems.Add(place, $"'{document.Name}' has no experiment. Add spec.experiments with at least one name, for example pod-delete.");
        }

        foreach (var experiment in experiments)
        {
            foreach (var entry in experiment.ListAt("spec", "components", "env").Where(entry => entry["value"] is { } value && value.GetValueKind() != JsonValueKind.String))
            {
                problems.Add(place, $"{entry.TextAt("name")} of '{document.Name}' is {entry.TextAt("value")}, but values of env must be text. Quote it: value: \"{entry.TextAt("value")}\".");
            }
        }
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DnsName();
}
