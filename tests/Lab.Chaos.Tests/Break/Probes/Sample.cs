using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Tests.Break.Probes;

/// <summary>Probes for tests, whatever their type asks.</summary>
internal static class Sample
{
    public static readonly ProbePace Pace = new() { Timeout = TimeSpan.FromSeconds(2), Interval = TimeSpan.FromMilliseconds(500) };

    public static Probe Probe(string name, ProbeMode mode, Func<ProbePace, ProbePace>? pace = null) => new CommandProbe(name)
    {
        Mode = mode,
        Pace = pace?.Invoke(Pace) ?? Pace,
        Command = "true",
        Output = new Comparator(ComparatorKind.Text, "equal", ""),
    };

    public static HttpProbe Http(string url, HttpProbeBody? post = null) => new("alive")
    {
        Mode = ProbeMode.SOT,
        Pace = Pace,
        Url = url,
        Post = post,
        Status = new Comparator(ComparatorKind.Integer, "==", "200"),
    };

    public static PrometheusProbe Prometheus(string query = "up", string criterion = "==", string expected = "1") => new("metric")
    {
        Mode = ProbeMode.SOT,
        Pace = Pace,
        Endpoint = new Uri("http://127.0.0.1:9090"),
        Query = query,
        Sample = new Comparator(ComparatorKind.Number, criterion, expected),
    };

    public static KubernetesProbe Objects(string resource, string operation, string labels = "", params IReadOnlyList<string> names) => new("objects")
    {
        Mode = ProbeMode.SOT,
        Pace = Pace,
        Version = "v1",
        Resource = resource,
        Operation = operation,
        LabelSelector = labels,
        Names = names,
    };
}
