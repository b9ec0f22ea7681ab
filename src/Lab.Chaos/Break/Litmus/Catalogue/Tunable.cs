namespace Lab.Chaos.Break.Litmus.Catalogue;

/// <summary>A setting that a fault has.</summary>
/// <param name="Name">Of the environment variable.</param>
/// <param name="Form">How its value is written.</param>
/// <param name="Chart">Default of the experiment in the chart; null when the chart does not name it.</param>
/// <param name="Program">Default of the program that carries the fault out; empty for none.</param>
internal sealed record Tunable(string Name, TunableForm Form, string? Chart, string Program)
{
    /// <summary>For example <c>s</c>, <c>ms</c>, <c>%</c>; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Smallest number.</summary>
    public int Least { get; init; }

    /// <summary>Largest number.</summary>
    public int Most { get; init; } = 1_000_000;

    /// <summary>The only values of a <see cref="TunableForm.Word"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether it says something that only a cluster has: a container runtime, an image, a node.</summary>
    public bool ClusterOnly { get; init; }

    /// <summary>In force where the engine is silent; empty for none. The chart's wins, since the experiment on the cluster is the chart's.</summary>
    public string Default => string.IsNullOrEmpty(Chart) ? Program : Chart;
}

/// <summary>How the value of a setting is written.</summary>
internal enum TunableForm
{
    /// <summary>Anything.</summary>
    Text,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>True or false, as Go reads it.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A whole number, or two with a hyphen between which one is drawn.</summary>
    Range,

    /// <summary>Whole numbers separated by commas, one of which is drawn.</summary>
    Numbers,

    /// <summary>Separated by commas.</summary>
    List,
}
