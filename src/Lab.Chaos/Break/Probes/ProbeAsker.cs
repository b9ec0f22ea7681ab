using System.Diagnostics;
using Lab.Chaos.Break.Litmus;
using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Probes;

/// <summary>Asks each type of probe where it is answered, with the templates in its text filled in.</summary>
internal sealed class ProbeAsker(HttpAsker http, PrometheusAsker prometheus, CommandAsker command, IClusterObjects objects) : IProbeAsker
{
    /// <summary>Asks the running lab and this machine.</summary>
    /// <param name="topology">The resources as they are now.</param>
    /// <param name="clients">For HTTP; disposed by the caller.</param>
    /// <param name="folder">Where commands start.</param>
    public static ProbeAsker OfLab(Func<CancellationToken, Task<IReadOnlyList<ResourceInfo>>> topology, ProbeClients clients, string folder)
    {
        RunningTopology running = new(topology);

        return new ProbeAsker(
            new HttpAsker(clients.Careful, clients.Careless, running),
            new PrometheusAsker(clients.Careful, running),
            new CommandAsker(new Shell(folder)),
            running);
    }

    public Task<ProbeAnswer> AskAsync(Probe probe, IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken)
    {
        if (Filled(probe, answers) is not { } filled)
        {
            return Task.FromResult(ProbeAnswer.Error("A command that this probe takes its text from has not answered yet."));
        }

        return filled switch
        {
            HttpProbe ask => http.AskAsync(ask, cancellationToken),
            PrometheusProbe ask => prometheus.AskAsync(ask, cancellationToken),
            CommandProbe ask => command.AskAsync(ask, cancellationToken),
            KubernetesProbe ask => objects.AskAsync(ask, cancellationToken),
            _ => throw new UnreachableException($"{probe.Type} because the reader lets only four types in."),
        };
    }

    private static Probe? Filled(Probe probe, IReadOnlyDictionary<string, string> answers)
    {
        string? Fill(string text) => ProbeTemplate.Fill(text, answers);

        return probe switch
        {
            HttpProbe http => Fill(http.Url) is { } url ? http with { Url = url } : null,
            CommandProbe command => Fill(command.Command) is { } text ? command with { Command = text } : null,
            KubernetesProbe k8s => Fill(k8s.LabelSelector) is { } labels && Fill(k8s.FieldSelector) is { } fields && Fill(string.Join(',', k8s.Names)) is { } names
                ? k8s with
                {
                    LabelSelector = labels,
                    FieldSelector = fields,
                    Names = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                }
                : null,
            _ => probe,
        };
    }
}
