using Lab.Chaos.Collect;
using Lab.Chaos.Isolate;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Observe;

/// <summary>How closely a system is watched in one arm.</summary>
internal enum Watch
{
    /// <summary>Trace ids are handed on and nothing is recorded.</summary>
    Off,

    /// <summary>Every request, Redis command and statement leaves a span, as in other runs of the lab.</summary>
    On,

    /// <summary>As on, and everything that has a log line writes it, to the console and to the collector.</summary>
    Verbose,

    /// <summary>Nothing is recorded, but in each volley one replica stops for a while between its check and what follows, as under a debugger.</summary>
    Breakpoint,
}

/// <summary>What each watch means to a service: variables, each of them set in every arm, so that no arm inherits another's.</summary>
internal static class Watches
{
    private static readonly string[] Categories = ["Default", "Microsoft", "Microsoft.Hosting.Lifetime", "System", "Npgsql"];
    private static readonly string[] Quiet = ["Information", "Warning", "Information", "Warning", "Warning"];

    /// <summary>For people: <c>tracing off</c>.</summary>
    public static string Name(Watch watch) => watch switch
    {
        Watch.Off => "tracing off",
        Watch.On => "tracing on",
        Watch.Verbose => "verbose",
        Watch.Breakpoint => "breakpoint",
        _ => throw new ArgumentOutOfRangeException(nameof(watch), watch, "There are four."),
    };

    /// <summary>The variant under a watch. It keeps its name: what is judged is the same code.</summary>
    public static Variant Under(Variant variant, Watch watch, Scenario scenario, Uri collector)
    {
        var environment = variant.Environment.ToDictionary();
        foreach (var service in Downstreams.Own(scenario))
        {
            var variables = environment.GetValueOrDefault(service)?.ToDictionary() ?? [];
            foreach (var (name, value) in OtlpVariables.For(collector))
            {
                variables[name] = value;
            }

            if (watch is Watch.Off or Watch.Breakpoint)
            {
                variables[OtlpVariables.Endpoint] = "";
            }

            foreach (var (category, level) in Categories.Zip(Quiet))
            {
                variables[$"Logging__LogLevel__{category}"] = watch == Watch.Verbose ? "Trace" : level;
            }

            environment[service] = variables;
        }

        return variant with { Environment = environment };
    }
}
