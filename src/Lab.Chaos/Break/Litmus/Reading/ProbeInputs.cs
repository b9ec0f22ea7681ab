using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Reading;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>Reads what a probe asks, by its type. The answer waits for mode and pace; null after a problem.</summary>
internal sealed class ProbeInputs(EngineNotes notes, SourceFile file)
{
    /// <summary>What the lab can answer without a cluster.</summary>
    private static readonly IReadOnlyList<string> KnownHere = ["pods", "deployments", "statefulsets", "services"];

    private static readonly IReadOnlyList<string> LabelsHere =
        ["app.kubernetes.io/component", "app.kubernetes.io/name", "app.kubernetes.io/instance"];

    public Func<ProbeMode, ProbePace, Probe>? Read(string type, string name, Field inputs, string data) => type switch
    {
        "httpProbe" => Http(name, inputs),
        "cmdProbe" => Command(name, inputs),
        "k8sProbe" => Kubernetes(name, inputs, data),
        _ => Prometheus(name, inputs),
    };

    private Func<ProbeMode, ProbePace, Probe>? Http(string name, Field inputs)
    {
        if (inputs.Section(ProbeGrammar.Http) is not { } section)
        {
            return null;
        }

        var url = section["url"]?.Filled();
        var insecure = section["insecureSkipVerify"]?.Flag() ?? false;
        if (url is not null && !url.Contains("{{") && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            section["url"]!.Wrong($"'{url}' is no address. Write for example http://127.0.0.1:5080/health.");
        }

        var method = section["method"]?.Section(ProbeGrammar.Method)?.ExactlyOne("get", "post");
        var asked = method?.Section(method.Name == "post" ? ProbeGrammar.Post : ProbeGrammar.Get);
        if (asked is null || url is null)
        {
            return null;
        }

        var body = method!.Name == "post" ? Body(asked) : null;

        return Compare(asked["criteria"], asked["responseCode"], ComparatorKind.Integer) is not { } status ? null : (mode, pace) =>
            new HttpProbe(name) { Mode = mode, Pace = pace, Url = url, InsecureSkipVerify = insecure, Post = body, Status = status };
    }

    private HttpProbeBody Body(Section post)
    {
        var given = post.Present("body", "bodyPath");
        if (given.Count > 1)
        {
            given[1].WrongName("'body' and 'bodyPath' both give the body. Keep one.");
        }

        return new HttpProbeBody(post["contentType"]?.Filled() ?? "application/json", post["body"]?.String() ?? Content(post["bodyPath"]) ?? "");
    }

    private Func<ProbeMode, ProbePace, Probe>? Command(string name, Field inputs)
    {
        if (inputs.Section(ProbeGrammar.Command) is not { } section)
        {
            return null;
        }

        if (section["source"] is { } source)
        {
            ProbeGrammar.Source(source);
            notes.NotHere(source, $"Probe '{name}' runs its command in a pod of its own, which only a cluster has. Remove 'source' to run it on this machine.");
        }

        var command = section["command"]?.Filled();
        var comparator = section["comparator"]?.Section(ProbeGrammar.Comparator);
        ComparatorKind? kind = comparator?["type"]?.Choice(Kinds);

        return command is null || kind is null || Compare(comparator!["criteria"], comparator["value"], kind.Value) is not { } output
            ? null
            : (mode, pace) => new CommandProbe(name) { Mode = mode, Pace = pace, Command = command, Output = output };
    }

    private Func<ProbeMode, ProbePace, Probe>? Kubernetes(string name, Field inputs, string data)
    {
        if (inputs.Section(ProbeGrammar.Kubernetes) is not { } section)
        {
            return null;
        }

        var operation = section["operation"]?.Choice(Operations);
        var text = section["operation"]?.Node is YamlScalar word ? word.Text : "";
        var resource = section["resource"]?.Filled();
        var version = section["version"]?.Filled();
        var names = section["resourceNames"]?.String() ?? "";
        var labels = section["labelSelector"]?.String() ?? "";
        var fields = section["fieldSelector"]?.String() ?? "";
        var group = section["group"]?.String() ?? "";
        var space = section["namespace"]?.String() ?? "";
        if (operation is null || resource is null || version is null)
        {
            return null;
        }

        if (operation == false)
        {
            notes.NotHere(section["operation"]!, $"Probe '{name}' would {text} {resource}: without a cluster only present and absent are asked.");
        }

        if (!KnownHere.Contains(resource))
        {
            notes.NotHere(section["resource"]!, $"Probe '{name}' asks for {resource}; without a cluster the lab knows {string.Join(", ", KnownHere)}.");
        }

        if (fields.Length > 0)
        {
            notes.NotHere(section["fieldSelector"]!, $"Probe '{name}' goes by fields, which only a cluster has. Use resourceNames or labelSelector.");
        }

        if (!labels.Contains("{{") && LabelQuery.Parse(labels) is var query && query is null)
        {
            section["labelSelector"]!.Wrong($"'{labels}' is no label selector. Write for example app.kubernetes.io/component=inventory.");
        }
        else if (!labels.Contains("{{"))
        {
            foreach (var key in LabelQuery.Parse(labels)!.Keys.Where(key => !LabelsHere.Contains(key)))
            {
                notes.NotHere(section["labelSelector"]!, $"Probe '{name}' goes by the label '{key}'; without a cluster the lab knows {string.Join(", ", LabelsHere)}.");
            }
        }

        return (mode, pace) => new KubernetesProbe(name)
        {
            Mode = mode,
            Pace = pace,
            Group = group,
            Version = version,
            Resource = resource,
            Namespace = space,
            Names = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            LabelSelector = labels,
            FieldSelector = fields,
            Operation = text,
            Data = data,
        };
    }

    private Func<ProbeMode, ProbePace, Probe>? Prometheus(string name, Field inputs)
    {
        if (inputs.Section(ProbeGrammar.Prometheus) is not { } section)
        {
            return null;
        }

        var endpoint = section["endpoint"]?.Filled();
        if (endpoint is null || !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            section["endpoint"]?.Wrong($"'{endpoint}' is no address. Write for example http://127.0.0.1:9090.");
            return null;
        }

        var given = section.ExactlyOne("query", "queryPath");
        var query = given?.Name == "queryPath" ? Content(given) : given?.Filled();
        var comparator = section["comparator"]?.Section(ProbeGrammar.Sample);
        // Litmus compares samples as numbers whatever the type says.
        _ = comparator?["type"]?.Choice(Kinds);

        return query is null || comparator is null || Compare(comparator["criteria"], comparator["value"], ComparatorKind.Number) is not { } sample
            ? null
            : (mode, pace) => new PrometheusProbe(name) { Mode = mode, Pace = pace, Endpoint = uri, Query = query, Sample = sample };
    }

    private static IReadOnlyDictionary<string, ComparatorKind> Kinds { get; } = new Dictionary<string, ComparatorKind>
    {
        ["int"] = ComparatorKind.Integer,
        ["float"] = ComparatorKind.Number,
        ["string"] = ComparatorKind.Text,
    };

    /// <summary>Operations, and whether they only look.</summary>
    private static IReadOnlyDictionary<string, bool> Operations { get; } = new Dictionary<string, bool>
    {
        ["present"] = true,
        ["absent"] = true,
        ["create"] = false,
        ["delete"] = false,
    };

    private static Comparator? Compare(Field? criterion, Field? value, ComparatorKind kind)
    {
        if (criterion is null || criterion.Choice(Litmus.Comparator.Criteria(kind).ToDictionary(word => word, _ => true)) is null || value?.String() is not { } expected)
        {
            return null;
        }

        Comparator comparison = new(kind, criterion.Text()!, expected);
        if (comparison.Wrong() is { } must)
        {
            value.Wrong($"'{value.Path}' is '{expected}'; for {comparison.Criterion} it must be {must}.");
            return null;
        }

        return comparison;
    }

    /// <summary>A file beside the engine's; on a cluster it is one of the experiment's pod.</summary>
    private string? Content(Field? field)
    {
        if (field?.Filled() is not { } name)
        {
            return null;
        }

        var beside = file.Beside(name);
        if (File.Exists(beside.Path))
        {
            return File.ReadAllText(beside.Path);
        }

        notes.NotHere(field, $"'{field.Name}' names {beside.Shown}, which does not exist on this machine. Create it, or write its content into the engine.");
        return "";
    }
}
