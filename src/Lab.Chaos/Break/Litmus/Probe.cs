namespace Lab.Chaos.Break.Litmus;

/// <summary>What must hold before, during or after a fault.</summary>
/// <param name="Name">Unique in its experiment.</param>
internal abstract record Probe(string Name)
{
    /// <summary>For example <c>httpProbe</c>, as the file and the result write it.</summary>
    public abstract string Type { get; }

    /// <summary>When it is asked.</summary>
    public required ProbeMode Mode { get; init; }

    /// <summary>How long, how often.</summary>
    public required ProbePace Pace { get; init; }
}

/// <summary>When a probe is asked; the names are those of the file.</summary>
internal enum ProbeMode
{
    /// <summary>Before the fault; with <c>stopOnFailure</c> a failure keeps it from beginning.</summary>
    SOT,

    /// <summary>After the fault.</summary>
    EOT,

    /// <summary>Before and after; both must pass.</summary>
    Edge,

    /// <summary>Again and again from before the fault until after it.</summary>
    Continuous,

    /// <summary>Again and again while the fault lasts.</summary>
    OnChaos,
}

/// <summary>The <c>runProperties</c> of a probe.</summary>
internal sealed record ProbePace
{
    /// <summary>After which one attempt is cut off.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Between two attempts of one evaluation.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>How often an evaluation tries in all, 1 or more; the first success ends it.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Between two evaluations, in the modes that repeat. Litmus takes 0 where none is given and asks without a pause.</summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Before the first evaluation.</summary>
    public TimeSpan InitialDelay { get; init; }

    /// <summary>Whether a failure ends the experiment.</summary>
    public bool StopOnFailure { get; init; }
}

/// <summary>Asks an address and compares the status code.</summary>
internal sealed record HttpProbe(string Name) : Probe(Name)
{
    /// <inheritdoc/>
    public override string Type => "httpProbe";

    /// <summary>May name what an earlier command answered, see <see cref="ProbeTemplate"/>.</summary>
    public required string Url { get; init; }

    /// <summary>Whether any certificate will do.</summary>
    public bool InsecureSkipVerify { get; init; }

    /// <summary>Sent with POST; null for GET.</summary>
    public HttpProbeBody? Post { get; init; }

    /// <summary>Of the status code.</summary>
    public required Comparator Status { get; init; }
}

/// <summary>What a POST carries.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="Text">Empty for none.</param>
internal sealed record HttpProbeBody(string ContentType, string Text);

/// <summary>Runs <c>/bin/sh -c</c> and compares what it prints.</summary>
internal sealed record CommandProbe(string Name) : Probe(Name)
{
    /// <inheritdoc/>
    public override string Type => "cmdProbe";

    /// <summary>May name what an earlier command answered, see <see cref="ProbeTemplate"/>.</summary>
    public required string Command { get; init; }

    /// <summary>Of the output, trimmed.</summary>
    public required Comparator Output { get; init; }
}

/// <summary>Asks whether objects exist.</summary>
internal sealed record KubernetesProbe(string Name) : Probe(Name)
{
    /// <inheritdoc/>
    public override string Type => "k8sProbe";

    /// <summary>For example <c>apps</c>; empty for the core group.</summary>
    public string Group { get; init; } = "";

    /// <summary>For example <c>v1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Plural, for example <c>pods</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Empty for the engine's own.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>All of these; empty to go by labels and fields.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>As <c>kubectl -l</c> takes it; empty for any.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>As <c>kubectl --field-selector</c> takes it; empty for any.</summary>
    public string FieldSelector { get; init; } = "";

    /// <summary><c>present</c>, <c>absent</c>, <c>create</c> or <c>delete</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The object to create.</summary>
    public string Data { get; init; } = "";
}

/// <summary>Asks a Prometheus server and compares the one sample it answers.</summary>
internal sealed record PrometheusProbe(string Name) : Probe(Name)
{
    /// <inheritdoc/>
    public override string Type => "promProbe";

    /// <summary>Address of the server.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>In PromQL.</summary>
    public required string Query { get; init; }

    /// <summary>Of the sample.</summary>
    public required Comparator Sample { get; init; }
}
