using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Checks;
using Lab.Chaos.Cli;

namespace Lab.Chaos.Tests.Break.Cluster;

/// <summary>What people see of a run on a cluster.</summary>
public sealed class ClusterTextTests
{
    [Fact]
    public void Each_experiment_has_a_line_and_what_is_left_its_commands()
    {
        var outcome = new ClusterOutcome
        {
            Id = "run",
            Context = "k3d-lab",
            Namespace = "ticketing",
            ServerVersion = "v1.31.4+k3s1",
            Experiments =
            [
                Some("replica-kills", Verdict.Holds, "Pass") with { Probes = [new("up", "Passed", ""), new("fast", "Passed", "")], ProbeSuccess = "100", Targets = ["deployment inventory targeted"] },
                Some("slow-links", Verdict.Unknown, "Awaited") with { Reason = "no end within 310 s" },
            ],
            Leftovers = [new("ChaosEngine slow-links-3fa1 in ticketing", "after 200 s its finalizer is still there", "kubectl delete it", "kubectl patch it")],
            Notes = ["replica-kills strikes at once."],
            Folder = "runs/run",
        };

        var text = Terminal.Draw(console => ClusterText.Write(outcome, console));

        Assert.Equal(
            """
            k3d-lab (v1.31.4+k3s1), namespace ticketing
            ╭───────────────┬────────────┬─────────┬─────────┬───────────────────────┬───────────────────────────────┬──────╮
            │ engine        │ fault      │ verdict │ Litmus  │ probes                │ targets                       │ took │
            ├───────────────┼────────────┼─────────┼─────────┼───────────────────────┼───────────────────────────────┼──────┤
            │ replica-kills │ pod-delete │ Holds   │ Pass    │ 2 of 2 passed (100 %) │ deployment inventory targeted │ 31 s │
            │ slow-links    │ pod-delete │ Unknown │ Awaited │ none                  │ –                             │ 31 s │
            ╰───────────────┴────────────┴─────────┴─────────┴───────────────────────┴───────────────────────────────┴──────╯
            slow-links, pod-delete: no end within 310 s.
            replica-kills strikes at once.
            Left behind: ChaosEngine slow-links-3fa1 in ticketing: after 200 s its finalizer is still there.
              kubectl delete it
              kubectl patch it
            Unknown. ChaosResults and logs: runs/run

            """,
            text.ReplaceLineEndings("\n"));
    }

    private static ExperimentOutcome Some(string engine, Verdict verdict, string litmus) => new()
    {
        Engine = engine,
        CreatedAs = $"{engine}-3fa1",
        Fault = "pod-delete",
        Verdict = verdict,
        Litmus = litmus,
        ProbeSuccess = "",
        Probes = [],
        Targets = [],
        Reason = null,
        Seconds = 31,
        Result = null,
    };
}
