using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Lab.Chaos.Break.Litmus.Catalogue;

namespace Lab.Chaos.Break.Litmus;

/// <summary>
/// The settings of a fault by the names that Litmus gives them, each from the first place that has one: the engine's <c>env</c>, the chart's default, the
/// program's default. An empty value counts as none. Numbers were checked when the engine was read.
/// </summary>
/// <param name="values">Name to value as it is in force; names without any value are absent.</param>
internal sealed class Tunables(IReadOnlyDictionary<string, string> values)
{
    /// <summary>As it is in force.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>What an engine's <c>env</c> leaves to the defaults is filled in.</summary>
    public static Tunables Resolve(IEnumerable<Tunable> known, IReadOnlyDictionary<string, string> env)
    {
        var values = env.Where(pair => pair.Value.Length > 0).ToDictionary();
        foreach (var tunable in known.Where(tunable => tunable.Default.Length > 0))
        {
            values.TryAdd(tunable.Name, tunable.Default);
        }

        return new Tunables(values);
    }

    /// <summary>Null when nothing gives it a value.</summary>
    public string? Text(string name) => values.GetValueOrDefault(name);

    /// <summary>Whole seconds.</summary>
    public TimeSpan Seconds(string name) => TimeSpan.FromSeconds(Integer(name));

    /// <summary>Whole milliseconds.</summary>
    public TimeSpan Milliseconds(string name) => TimeSpan.FromMilliseconds(Integer(name));

    /// <summary>Zero where nothing gives it a value.</summary>
    public int Integer(string name)
    {
        var (low, high) = Range(name);

        return low == high ? low : throw new UnreachableException($"{name} is a range because somebody asks for one number of it; draw it.");
    }

    /// <summary>A number, or one drawn from a range <c>lo-hi</c>, both ends included. Draw once: the next call draws again.</summary>
    public int Integer(string name, Random random)
    {
        var (low, high) = Range(name);

        return random.Next(low, high + 1);
    }

    /// <summary>0 to 100 as a share of one; zero where nothing gives it a value.</summary>
    public double Share(string name) => Integer(name) / 100.0;

    /// <summary>The same settings with no duration above <paramref name="most"/>; the time between two strikes shrinks as much as the duration does.</summary>
    public Tunables ShortenedTo(TimeSpan most)
    {
        var duration = Seconds("TOTAL_CHAOS_DURATION");
        if (duration <= most)
        {
            return this;
        }

        var shorter = values.ToDictionary();
        shorter["TOTAL_CHAOS_DURATION"] = Whole(most.TotalSeconds);
        if (Text("CHAOS_INTERVAL") is not null)
        {
            shorter["CHAOS_INTERVAL"] = Whole(Math.Max(1, Range("CHAOS_INTERVAL").High * (most / duration)));
        }

        return new Tunables(shorter);

        static string Whole(double value) => ((int)Math.Round(value)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>0 to 100 as a share of one, drawn when it is a range.</summary>
    public double Share(string name, Random random) => Integer(name, random) / 100.0;

    /// <summary>
    /// How long to wait between two strikes. With <paramref name="random"/> (<c>RANDOMNESS</c> is true) uniform in <c>lo-hi</c>, or up to a single number.
    /// </summary>
    public TimeSpan Interval(string name, Random? random)
    {
        var (low, high) = Range(name);

        return TimeSpan.FromSeconds(random is null ? high : random.Next(low == high ? 0 : low, high + 1));
    }

    /// <summary>Both ends of a range; twice the number when it is one; zeros where nothing gives it a value.</summary>
    public (int Low, int High) Range(string name) => Text(name) is not { } text ? (0, 0) : TunableValue.Range(text)
        ?? throw new UnreachableException($"{name} is '{text}' because it was not checked when it was read.");

    /// <summary>False where nothing gives it a value.</summary>
    public bool Flag(string name) => Text(name) is { } text && (TunableValue.Flag(text)
        ?? throw new UnreachableException($"{name} is '{text}' because it was not checked when it was read."));

    /// <summary>Separated by commas, or a JSON list, which is how <c>TARGET_HOSTNAMES</c> is written.</summary>
    public IReadOnlyList<string> List(string name) => Text(name) switch
    {
        null => [],
        ['[', ..] json => JsonSerializer.Deserialize<string[]>(json) ?? [],
        var text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    };
}
