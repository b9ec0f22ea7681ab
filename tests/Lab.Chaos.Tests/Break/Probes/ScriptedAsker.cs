using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Probes;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Break.Probes;

/// <summary>Answers as a test says; passes when it says nothing.</summary>
internal sealed class ScriptedAsker(ManualTime time) : IProbeAsker
{
    private readonly Lock _gate = new();
    private readonly List<(string Probe, TimeSpan At)> _asked = [];
    private readonly long _start = time.GetTimestamp();

    /// <summary>The n-th answer to a probe, from 0.</summary>
    public Func<string, int, ProbeAnswer> Answer { get; set; } = (_, _) => new ProbeAnswer(ProbeAnswerKind.Passed, "fine");

    /// <summary>Probes that never answer.</summary>
    public HashSet<string> Silent { get; } = [];

    /// <summary>What templates could take when a probe was asked last.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; private set; } = new Dictionary<string, string>();

    /// <summary>When a probe was asked, in seconds from the start.</summary>
    public double[] AskedAt(string probe)
    {
        lock (_gate)
        {
            return [.. _asked.Where(asked => asked.Probe == probe).Select(asked => asked.At.TotalSeconds)];
        }
    }

    public async Task<ProbeAnswer> AskAsync(Probe probe, IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken)
    {
        var number = AskedAt(probe.Name).Length;
        lock (_gate)
        {
            _asked.Add((probe.Name, time.GetElapsedTime(_start)));
        }

        Answers = answers;
        if (Silent.Contains(probe.Name))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        return Answer(probe.Name, number);
    }
}
