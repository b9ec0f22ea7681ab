using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Chaos.Stress;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Model;

/// <summary>
/// Understands what is supposed of a system:
/// <code>
/// inventory.replicas=1                       inventory.concurrency=10 (or none)
/// inventory.cpu=0.5ms                        inventory.quota=250m (or 0.25, or none)
/// payments.latency=lognormal(50ms,250ms)     median and p99
/// payments.latency=50ms                      median; its spread stays as it is
/// redis.lock=key                             operations hold a lock while they use redis: one a key (event means the same), or all
/// requests=100   within=1s   stock=10        the volley
/// cores=4                                    processors that all processes share
/// </code>
/// </summary>
internal sealed partial class WhatIfReader(SystemModel model)
{
    private const int MostReplicas = 32;
    private const int MostConcurrency = 100_000;
    private const int MostStock = 1_000_000;
    private const int MostCores = 1024;
    private const double MostQuota = 1024;

    // Words for locks to what they are held on. People say event where a key is an event.
    private static readonly Dictionary<string, string> LockKeys = new() { ["key"] = "lock:{key}", ["event"] = "lock:{key}", ["all"] = "lock" };

    private static readonly string[] OfService = ["concurrency", "cpu", "latency", "lock", "quota", "replicas"];

    private static readonly string[] OfWhole = ["cores", "requests", "stock", "within"];

    private readonly List<string> _problems = [];

    /// <summary>Suppositions in the order given; a later one of the same number wins.</summary>
    /// <exception cref="LabException">Some cannot be understood: each with its mend.</exception>
    public static IReadOnlyList<WhatIf> Read(IReadOnlyList<string> texts, SystemModel model)
    {
        WhatIfReader reader = new(model);
        WhatIf[] read = [.. texts.Select(reader.Read).OfType<WhatIf>()];

        return reader._problems.Count == 0 ? read : throw new LabException([.. reader._problems]);
    }

    private WhatIf? Read(string text)
    {
        var match = Supposition().Match(text);
        var change = match switch
        {
            { Success: false } => Wrong(text, "is no supposition. Write name=value, for example inventory.replicas=1 or requests=100."),
            _ when match.Groups["service"] is { Success: true, Value: var service } =>
                OfServices(text, service, match.Groups["name"].Value, match.Groups["value"].Value),
            _ => OfWholes(text, match.Groups["name"].Value, match.Groups["value"].Value),
        };

        return change is null ? null : new WhatIf(text, change);
    }

    private Func<SystemModel, SystemModel>? OfWholes(string text, string name, string value) => name switch
    {
        "requests" when Integer(value, VolleyPlanner.MostRequests) is { } requests => to => to with { Volley = to.Volley with { Requests = requests } },
        "stock" when Integer(value, MostStock) is { } stock => to => to with { Volley = to.Volley with { Stock = stock } },
        "within" when Duration(value) is { } within => to => to with { Volley = to.Volley with { Within = within } },
        "cores" when Integer(value, MostCores) is { } cores => to => to with { Swarm = to.Swarm with { Cores = cores }, CoresOrigin = Origin.Supposed },
        "requests" => NotInteger(text, value, VolleyPlanner.MostRequests, "requests=100"),
        "stock" => NotInteger(text, value, MostStock, "stock=10"),
        "within" => Not(text, value, "a duration above zero with its unit (us, ms, s, m, h)", "within=1s"),
        "cores" => NotInteger(text, value, MostCores, "cores=4"),
        _ when model.Services.Any(service => service.Name == name) =>
            Wrong(text, $"does not say what of '{name}' is supposed. Write for example {name}.replicas=1; known: {string.Join(", ", OfService)}."),
        _ => Wrong(text, $"names '{name}', which cannot be supposed. {Suggest.Among(name, OfWhole)} Of a service: {string.Join(", ", OfService)}, for example inventory.replicas=1."),
    };

    private Func<SystemModel, SystemModel>? OfServices(string text, string name, string number, string value)
    {
        if (model.Services.FirstOrDefault(service => service.Name == name) is not { } service)
        {
            return Wrong(text, $"names the unknown service '{name}'. {Suggest.Among(name, model.Services.Select(known => known.Name))}");
        }

        return number switch
        {
            "replicas" when Integer(value, MostReplicas) is { } replicas => At(name, to => to with { Replicas = replicas }),
            "concurrency" when value == "none" => At(name, to => to with { Concurrency = null }),
            "concurrency" when Integer(value, MostConcurrency) is { } concurrency => At(name, to => to with { Concurrency = concurrency }),
            "quota" when value == "none" => At(name, to => to with { Quota = null }),
            "quota" when Quota(value) is { } quota => At(name, to => to with { Quota = quota }),
            "cpu" when Duration(value) is { } cpu => At(name, to => to with { Cpu = new Known<TimeSpan>(cpu, Origin.Supposed) }),
            "latency" => LatencyOf(text, service, value),
            "lock" when LockKeys.TryGetValue(value, out string? key) => to => LockAround.Put(to, new CellName(name, key)),
            "replicas" => NotInteger(text, value, MostReplicas, $"{name}.replicas=1"),
            "concurrency" => NotInteger(text, value, MostConcurrency, $"{name}.concurrency=10, or none"),
            "quota" => Not(text, value, $"processors above 0 up to {MostQuota}, whole or in thousandths", $"{name}.quota=250m, or none"),
            "cpu" => Not(text, value, "a duration above zero with its unit (us, ms, s, m, h)", $"{name}.cpu=0.5ms"),
            "lock" => Wrong(text, $"puts the lock on '{value}'. {Suggest.Among(value, LockKeys.Keys)}"),
            _ => Wrong(text, $"names '{number}', which is no number of a service. {Suggest.Among(number, OfService)}"),
        };
    }

    private Func<SystemModel, SystemModel>? LatencyOf(string text, ServiceModel service, string value)
    {
        string example = $"{service.Name}.latency=lognormal(50ms,250ms)";
        if (Duration(value) is { } median)
        {
            return At(service.Name, to => to with { Latency = Supposed(median, median * (to.Latency.Value.P99 / to.Latency.Value.Median)) });
        }

        if (Lognormal().Match(value) is not { Success: true } match
            || Duration(match.Groups["median"].Value) is not { } middle
            || Duration(match.Groups["p99"].Value) is not { } p99)
        {
            return Not(text, value, "a median, or lognormal(median,p99), of durations above zero", example);
        }

        return p99 < middle
            ? Wrong(text, $"has a p99 below the median. Raise it, for example {example}.")
            : At(service.Name, to => to with { Latency = Supposed(middle, p99) });
    }

    private static Known<Latency> Supposed(TimeSpan median, TimeSpan p99) => new(new Latency(median, p99), Origin.Supposed);

    private static Func<SystemModel, SystemModel> At(string service, Func<ServiceModel, ServiceModel> change) => to =>
        to with { Services = [.. to.Services.Select(known => known.Name == service ? change(known) : known)] };

    private static int? Integer(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1 && value <= most ? value : null;

    private static TimeSpan? Duration(string text) => DurationText.Parse(text) is { } value && value > TimeSpan.Zero ? value : null;

    // Thousandths of a processor as Kubernetes writes them, or processors.
    private static double? Quota(string text)
    {
        bool thousandths = text.EndsWith('m');
        bool number = double.TryParse(thousandths ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        double quota = thousandths ? value / 1000 : value;

        return number && quota is > 0 and <= MostQuota ? quota : null;
    }

    private Func<SystemModel, SystemModel>? NotInteger(string text, string value, int most, string example) =>
        Not(text, value, $"a whole number from 1 to {most}", example);

    private Func<SystemModel, SystemModel>? Not(string text, string value, string form, string example) =>
        Wrong(text, $"has the value '{value}'; it must be {form}, for example {example}.");

    private Func<SystemModel, SystemModel>? Wrong(string text, string problem)
    {
        _problems.Add($"--what-if '{text}' {problem}");
        return null;
    }

    // `payments.latency=lognormal(50ms, 250ms)`; a service's name may have hyphens, as redis-2.
    [GeneratedRegex(
        @"^\s*((?<service>[A-Za-z0-9_-]+)\.)?(?<name>[A-Za-z-]+[A-Za-z0-9-]*)\s*=\s*(?<value>.*?)\s*$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Supposition();

    [GeneratedRegex(@"^lognormal\(\s*(?<median>[^,]+?)\s*,\s*(?<p99>[^,]+?)\s*\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lognormal();
}
