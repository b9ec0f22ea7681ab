using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Litmus.Results;

namespace Lab.Chaos.Tests.Break.Litmus;

/// <summary>The verdict of Litmus, and the document it is written into.</summary>
public sealed class ChaosResultTests
{
    private static readonly ChaosResult Started = new()
    {
        Engine = "cart-latency",
        Experiment = "pod-network-latency",
        Namespace = "shop",
        Annotations = new Dictionary<string, string> { ["chaoslab.dev/seed"] = "42" },
        History = new ResultHistory(3, 1, 0, []),
    };

    private static readonly ProbeStatus Passed = Status("alive", ProbeVerdict.Passed);

    private static readonly ProbeStatus Failed = Status("stock", ProbeVerdict.Failed) with { Failures = 1 };

    [Fact]
    public void Carried_out_and_every_probe_passed_is_a_pass() => Is(Conclude(RunEnd.Carried, Passed), ResultPhase.Completed, ResultVerdict.Pass, 100);

    [Fact]
    public void Without_probes_it_is_a_pass_of_a_hundred_per_cent() => Is(Conclude(RunEnd.Carried), ResultPhase.Completed, ResultVerdict.Pass, 100);

    [Fact]
    public void A_failed_probe_is_a_fail_and_the_share_is_rounded_down() => Is(
        Conclude(RunEnd.Carried, Passed, Passed, Failed), ResultPhase.CompletedWithProbeFailure, ResultVerdict.Fail, 66);

    [Fact]
    public void A_failed_probe_that_stops_is_stopped() => Is(
        Conclude(RunEnd.Carried, Passed, Failed with { Stopped = true }), ResultPhase.Stopped, ResultVerdict.Stopped, 50);

    [Fact]
    public void Ended_from_outside_is_stopped() => Is(Conclude(RunEnd.Aborted, Passed, Failed with { Verdict = ProbeVerdict.Awaited }), ResultPhase.Stopped, ResultVerdict.Stopped, 50);

    [Fact]
    public void What_could_not_be_carried_out_is_an_error_of_nothing() => Is(
        Conclude(RunEnd.Failed(new ErrorOutput(ErrorCodes.TargetSelection, "nothing runs")), Passed), ResultPhase.Error, ResultVerdict.Error, 0);

    [Fact]
    public void A_failed_probe_weighs_more_than_an_error() => Is(
        Conclude(RunEnd.Failed(new ErrorOutput(ErrorCodes.ChaosRevert, "a link is gone")), Failed), ResultPhase.CompletedWithProbeFailure, ResultVerdict.Fail, 0);

    [Fact]
    public void A_probe_that_was_never_evaluated_makes_an_error_of_what_Litmus_lets_pass()
    {
        var result = Conclude(RunEnd.Carried, Passed, Status("late", ProbeVerdict.Awaited));

        Is(result, ResultPhase.Error, ResultVerdict.Error, 0);
        Assert.Equal((ProbeVerdict.NotAvailable, "Either probe is not executed or not evaluated"), (result.Probes[1].Verdict, result.Probes[1].Description));
    }

    [Fact]
    public void Runs_are_counted_but_errors_are_not()
    {
        Assert.Equal((4, 1, 0), Counts(Conclude(RunEnd.Carried)));
        Assert.Equal((3, 2, 0), Counts(Conclude(RunEnd.Carried, Failed)));
        Assert.Equal((3, 1, 1), Counts(Conclude(RunEnd.Aborted)));
        Assert.Equal((3, 1, 0), Counts(Conclude(RunEnd.Failed(new ErrorOutput(ErrorCodes.Generic, "x")))));
    }

    [Fact]
    public void The_name_carries_the_instance()
    {
        Assert.Equal("cart-latency-pod-network-latency", Started.Name);
        Assert.Equal("cart-latency-pod-network-latency-run-1", (Started with { Instance = "run-1" }).Name);
    }

    [Fact]
    public void The_reason_of_an_error_is_JSON_and_several_are_joined_as_Litmus_joins_them()
    {
        ErrorOutput one = new(ErrorCodes.ChaosInject, "link \"a\" is gone") { Phase = "ChaosInject", Target = "{podName: inventory-2}" };

        Assert.Equal(
            """{"errorCode":"CHAOS_INJECT_ERROR","phase":"ChaosInject","reason":"link \u0022a\u0022 is gone","target":"{podName: inventory-2}"}""",
            one.ToJson());
        Assert.Equal(
            """[{"errorCode":"GENERIC_ERROR","reason":"a"},{"errorCode":"TIMEOUT","reason":"b"}]""",
            Conclude(RunEnd.Failed(new ErrorOutput(ErrorCodes.Generic, "a"), new ErrorOutput(ErrorCodes.Timeout, "b"))).Error?.ToJson());
    }

    [Fact]
    public void The_document_reads_as_kubectl_would_show_it()
    {
        var result = Conclude(RunEnd.Carried, Passed with { Evaluations = 240, Description = "http://127.0.0.1/health answered 200; expected == 200." }, Failed);

        Assert.Equal(
            """
            apiVersion: litmuschaos.io/v1alpha1
            kind: ChaosResult
            metadata:
              name: cart-latency-pod-network-latency
              namespace: shop
              annotations:
                chaoslab.dev/probes: "{\"alive\":{\"evaluations\":240,\"failures\":0},\"stock\":{\"evaluations\":1,\"failures\":1}}"
                chaoslab.dev/seed: "42"
            spec:
              engine: cart-latency
              experiment: pod-network-latency
            status:
              experimentStatus:
                phase: Completed_With_Probe_Failure
                verdict: Fail
                probeSuccessPercentage: "50"
              probeStatuses:
              - name: alive
                type: httpProbe
                mode: Continuous
                status:
                  verdict: Passed
                  description: "http://127.0.0.1/health answered 200; expected == 200."
              - name: stock
                type: httpProbe
                mode: Continuous
                status:
                  verdict: Failed
              history:
                passedRuns: 3
                failedRuns: 2
                stoppedRuns: 0
                targets:
                - name: inventory-2
                  kind: pod
                  chaosStatus: reverted

            """,
            ChaosResultFile.ToYaml(result));
    }

    [Fact]
    public void An_error_and_a_result_that_is_awaited()
    {
        var error = ChaosResultFile.ToYaml(Conclude(RunEnd.Failed(new ErrorOutput(ErrorCodes.Generic, "x"))));
        var awaited = ChaosResultFile.ToJson(Started with { Instance = "1" });

        Assert.Contains("    errorOutput:\n      errorCode: GENERIC_ERROR\n      reason: \"{\\\"errorCode\\\":\\\"GENERIC_ERROR\\\",\\\"reason\\\":\\\"x\\\"}\"\n", error);
        Assert.Contains("\"probeSuccessPercentage\": \"Awaited\"", awaited);
        Assert.Contains("\"probeStatuses\": []", awaited);
        Assert.Contains("\"instance\": \"1\"", awaited);
    }

    private static void Is(ChaosResult result, ResultPhase phase, ResultVerdict verdict, int percentage) =>
        Assert.Equal((phase, verdict, percentage), (result.Phase, result.Verdict, result.ProbeSuccessPercentage));

    private static (int Passed, int Failed, int Stopped) Counts(ChaosResult result) => (result.History.Passed, result.History.Failed, result.History.Stopped);

    private static ChaosResult Conclude(RunEnd end, params IReadOnlyList<ProbeStatus> probes) =>
        ResultVerdicts.Conclude(Started, end, probes, [new ResultTarget("inventory-2", "pod", TargetStatus.Reverted)]);

    private static ProbeStatus Status(string name, ProbeVerdict verdict) =>
        new() { Name = name, Type = "httpProbe", Mode = ProbeMode.Continuous, Verdict = verdict, Evaluations = 1 };
}
