using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Isolate.Stubs.Reading;

/// <summary>Reads <c>delayDistribution</c>, of a mapping or of the settings. Milliseconds, fractions included.</summary>
internal static class DelayReader
{
    public const string Key = "delayDistribution";

    private const string Example = """{ "type": "lognormal", "median": 50, "sigma": 0.692 }""";

    /// <summary>A sigma of 5 has its 99th percentile at 113,000 times the median.</summary>
    private const double WidestSigma = 5;

    private static readonly string[] Types = ["lognormal", "uniform"];

    private static readonly double Most = StubDelay.Longest.TotalMilliseconds;

    /// <summary>Null when there is none, or after a problem.</summary>
    public static StubDelay? Read(JsonSection parent)
    {
        if (!parent.Has(Key) || parent.Raw(Key) is null
            || parent.Section(Key, ["type", "median", "sigma", "lower", "upper"], Example) is not { } section)
        {
            return null;
        }

        switch (section.Text("type", "lognormal"))
        {
            case "lognormal":
                var median = Needed(section, "median", "50");
                var sigma = section.Has("sigma") ? section.Number("sigma", 0, WidestSigma, "0.692") : Missing(section, "sigma", "0.692");
                Foreign(section, "lognormal", "lower", "upper");
                return median is null || sigma is null ? null : new LognormalDelay(median.Value, sigma.Value);
            case "uniform":
                Foreign(section, "uniform", "median", "sigma");
                return Uniform(section);
            case null:
                if (!section.Has("type"))
                {
                    section.Wrong($"'{section.Path}' lacks 'type'. Add for example \"type\": \"lognormal\".");
                }

                return null;
            case var other:
                section.Wrong($"unsupported type '{other}' in '{section.Path}'. {Suggest.Among(other, Types)}");
                return null;
        }
    }

    private static UniformDelay? Uniform(JsonSection section)
    {
        var lower = Needed(section, "lower", "10");
        var upper = Needed(section, "upper", "20");
        if (lower > upper)
        {
            section.Wrong($"'{section.Path}' has lower {lower.Value.TotalMilliseconds} above upper {upper!.Value.TotalMilliseconds}. Swap them.");
        }

        return lower is null || upper is null ? null : new UniformDelay(lower.Value, upper.Value);
    }

    private static TimeSpan? Needed(JsonSection section, string key, string example) =>
        section.Has(key) ? section.Milliseconds(key, Most, example)
            : Missing(section, key, example) is { } number ? TimeSpan.FromMilliseconds(number) : null;

    private static double? Missing(JsonSection section, string key, string example)
    {
        section.Wrong($"'{section.Path}' lacks '{key}'. Add for example \"{key}\": {example}.");
        return null;
    }

    private static void Foreign(JsonSection section, string type, params IReadOnlyList<string> keys)
    {
        foreach (var key in keys.Where(section.Has))
        {
            section.Wrong($"'{section.Inside(key)}' has no meaning for a {type} distribution. Remove it.");
        }
    }
}
