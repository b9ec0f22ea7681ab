using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Litmus.Results;
using Lab.Chaos.Break.Probes;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Break.Probes;

/// <summary>When probes are asked, and what comes of it.</summary>
public sealed class ProbeRunnerTests : IAsyncDisposable
{
    private static readonly ProbeAnswer Failure = ProbeAnswer.Failed("sold out");

    private readonly CancellationToken _token = TestContext.Current.CancellationToken;
    private readonly ManualTime _time = new();
    private readonly ScriptedAsker _asker;
    private ProbeRunner? _runner;

    public ProbeRunnerTests() => _asker = new ScriptedAsker(_time);

    public async ValueTask DisposeAsync()
    {
        if (_runner is not null)
        {
            await _runner.DisposeAsync();
        }
    }

    [Fact]
    public async Task Each_mode_is_asked_in_its_part_of_the_experiment()
    {
        var runner = Of(
            Sample.Probe("sot", ProbeMode.SOT),
            Sample.Probe("eot", ProbeMode.EOT),
            Sample.Probe("edge", ProbeMode.Edge),
            Sample.Probe("continuous", ProbeMode.Continuous),
            Sample.Probe("during", ProbeMode.OnChaos));

        Assert.True(await _time.RunAsync(runner.BeforeAsync(_token)));
        await _time.PassAsync(TimeSpan.FromMilliseconds(2500));
        await using (runner.StartDuring(TimeSpan.FromSeconds(10), _token))
        {
            await _time.PassAsync(TimeSpan.FromMilliseconds(2500));
        }

        await _time.PassAsync(TimeSpan.FromMilliseconds(1000));
        await _time.RunAsync(runner.AfterAsync(_token));

        Assert.Equal([0.0], _asker.AskedAt("sot"));
        Assert.Single(_asker.AskedAt("eot"), at => at >= 6);
        Assert.Equal(2, _asker.AskedAt("edge").Length);
        Assert.Equal([0.0, 1, 2, 3, 4, 5, 6], _asker.AskedAt("continuous"));
        Assert.Equal([2.5, 3.5, 4.5], _asker.AskedAt("during"));
        Assert.All(runner.Statuses, status => Assert.Equal(ProbeVerdict.Passed, status.Verdict));
        Assert.Equal(7, runner.Statuses[3].Evaluations);
    }

    [Fact]
    public async Task OnChaos_is_over_with_the_fault_even_when_nobody_ends_it()
    {
        var runner = Of(Sample.Probe("during", ProbeMode.OnChaos));

        await using (runner.StartDuring(TimeSpan.FromMilliseconds(2500), _token))
        {
            await _time.PassAsync(TimeSpan.FromSeconds(10));
        }

        Assert.Equal([0.0, 1, 2], _asker.AskedAt("during"));
    }

    [Fact]
    public async Task A_failure_before_lets_the_fault_begin_unless_the_probe_stops_it()
    {
        _asker.Answer = (_, _) => Failure;

        var goes = Of(Sample.Probe("stock", ProbeMode.SOT));
        Assert.True(await _time.RunAsync(goes.BeforeAsync(_token)));
        Assert.False(goes.Stopped.IsCancellationRequested);

        var stops = Of(Sample.Probe("stock", ProbeMode.SOT, pace => pace with { StopOnFailure = true }), Sample.Probe("next", ProbeMode.SOT));
        Assert.False(await _time.RunAsync(stops.BeforeAsync(_token)));
        Assert.True(stops.Stopped.IsCancellationRequested);
        Assert.Equal(ProbeVerdict.Awaited, stops.Statuses[1].Verdict);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Edge_passes_only_if_both_ends_do(bool failsBefore, bool failsAfter)
    {
        _asker.Answer = (_, number) => (number == 0 ? failsBefore : failsAfter) ? Failure : new ProbeAnswer(ProbeAnswerKind.Passed, "fine");
        var runner = Of(Sample.Probe("edge", ProbeMode.Edge));

        await _time.RunAsync(runner.BeforeAsync(_token));
        var between = runner.Statuses[0].Verdict;
        await _time.RunAsync(runner.AfterAsync(_token));

        Assert.Equal(failsBefore ? ProbeVerdict.Failed : ProbeVerdict.Awaited, between);
        Assert.Equal(failsBefore || failsAfter ? ProbeVerdict.Failed : ProbeVerdict.Passed, runner.Statuses[0].Verdict);
    }

    [Fact]
    public async Task A_continuous_probe_goes_on_after_a_failure_and_counts()
    {
        _asker.Answer = (_, number) => number is 1 or 3 ? ProbeAnswer.Failed($"failure {number}") : new ProbeAnswer(ProbeAnswerKind.Passed, "fine");
        var runner = Of(Sample.Probe("alive", ProbeMode.Continuous));

        await runner.BeforeAsync(_token);
        await _time.PassAsync(TimeSpan.FromMilliseconds(4500));
        await _time.RunAsync(runner.AfterAsync(_token));

        var status = Assert.Single(runner.Statuses);
        Assert.Equal((ProbeVerdict.Failed, 5, 2, "failure 1", false), (status.Verdict, status.Evaluations, status.Failures, status.Description, status.Stopped));
    }

    [Fact]
    public async Task A_continuous_probe_that_stops_the_experiment_is_asked_no_more()
    {
        _asker.Answer = (_, number) => number == 2 ? Failure : new ProbeAnswer(ProbeAnswerKind.Passed, "fine");
        var runner = Of(Sample.Probe("alive", ProbeMode.Continuous, pace => pace with { StopOnFailure = true }), Sample.Probe("after", ProbeMode.EOT));

        await runner.BeforeAsync(_token);
        await _time.PassAsync(TimeSpan.FromMilliseconds(5500));
        var stopped = runner.Stopped.IsCancellationRequested;
        await _time.RunAsync(runner.AfterAsync(_token));

        Assert.True(stopped);
        Assert.Equal([0.0, 1, 2], _asker.AskedAt("alive"));
        Assert.Empty(_asker.AskedAt("after"));
        Assert.True(runner.Statuses[0].Stopped);
    }

    [Fact]
    public async Task Attempts_count_in_all_and_the_interval_lies_between_two_of_them_only()
    {
        _asker.Answer = (_, number) => number < 2 ? Failure : new ProbeAnswer(ProbeAnswerKind.Passed, "fine");
        var runner = Of(Sample.Probe("slow", ProbeMode.SOT, pace => pace with { Attempts = 3 }), Sample.Probe("next", ProbeMode.SOT));

        await _time.RunAsync(runner.BeforeAsync(_token));

        Assert.Equal([0.0, 0.5, 1], _asker.AskedAt("slow"));
        Assert.Equal([1.0], _asker.AskedAt("next"));
        Assert.Equal((1, 0), (runner.Statuses[0].Evaluations, runner.Statuses[0].Failures));
    }

    [Fact]
    public async Task A_question_that_is_never_answered_is_cut_off_at_its_timeout()
    {
        _asker.Silent.Add("hung");
        var runner = Of(Sample.Probe("hung", ProbeMode.SOT), Sample.Probe("next", ProbeMode.SOT));

        await _time.RunAsync(runner.BeforeAsync(_token));

        Assert.Equal(ProbeVerdict.Failed, runner.Statuses[0].Verdict);
        Assert.Equal("No answer within 2 s (probeTimeout).", runner.Statuses[0].Description);
        Assert.True(_asker.AskedAt("next")[0] >= 2);
    }

    [Fact]
    public async Task An_initial_delay_in_OnChaos_shortens_the_window_and_does_not_empty_it()
    {
        var runner = Of(Sample.Probe("during", ProbeMode.OnChaos, pace => pace with { InitialDelay = TimeSpan.FromSeconds(2) }));

        await using (runner.StartDuring(TimeSpan.FromMilliseconds(4500), _token))
        {
            await _time.PassAsync(TimeSpan.FromSeconds(6));
        }

        Assert.Equal([2.0, 3, 4], _asker.AskedAt("during"));
    }

    [Fact]
    public async Task A_probe_that_was_never_asked_does_not_pass()
    {
        var runner = Of(Sample.Probe("during", ProbeMode.OnChaos, pace => pace with { InitialDelay = TimeSpan.FromSeconds(9) }));

        await runner.BeforeAsync(_token);
        await using (runner.StartDuring(TimeSpan.FromSeconds(2), _token))
        {
            await _time.PassAsync(TimeSpan.FromSeconds(3));
        }

        await _time.RunAsync(runner.AfterAsync(_token));
        var result = ResultVerdicts.Conclude(new ChaosResult { Engine = "e", Experiment = "x" }, RunEnd.Carried, runner.Statuses, []);

        Assert.Equal(ProbeVerdict.NotAvailable, runner.Statuses[0].Verdict);
        Assert.Equal("It was never evaluated: the fault was over before its first answer (initialDelay 9 s).", runner.Statuses[0].Description);
        Assert.Equal(ResultVerdict.Error, result.Verdict);
    }

    [Fact]
    public async Task The_failure_of_one_probe_is_not_that_of_another_that_runs_beside_it()
    {
        _asker.Answer = (name, number) => name == "bad" && number == 2 ? Failure : new ProbeAnswer(ProbeAnswerKind.Passed, "fine");
        var runner = Of([Sample.Probe("bad", ProbeMode.Continuous), .. Enumerable.Range(0, 9).Select(n => Sample.Probe($"good{n}", ProbeMode.Continuous))]);

        await runner.BeforeAsync(_token);
        await _time.PassAsync(TimeSpan.FromMilliseconds(4500));
        await _time.RunAsync(runner.AfterAsync(_token));

        Assert.Equal(ProbeVerdict.Failed, runner.Statuses[0].Verdict);
        Assert.All(runner.Statuses.Skip(1), status => Assert.Equal((ProbeVerdict.Passed, 5, 0), (status.Verdict, status.Evaluations, status.Failures)));
    }

    [Fact]
    public async Task Commands_that_run_beside_each_other_leave_all_their_answers()
    {
        _asker.Answer = (name, number) => new ProbeAnswer(ProbeAnswerKind.Passed, "fine", Register: $"{name} {number}");
        var runner = Of([.. Enumerable.Range(0, 8).Select(n => Sample.Probe($"c{n}", ProbeMode.Continuous)), Sample.Probe("last", ProbeMode.EOT)]);

        await runner.BeforeAsync(_token);
        await _time.PassAsync(TimeSpan.FromMilliseconds(2500));
        await _time.RunAsync(runner.AfterAsync(_token));

        Assert.Equal(Enumerable.Range(0, 8).Select(n => $"c{n} 2"), Enumerable.Range(0, 8).Select(n => _asker.Answers[$"c{n}"]));
    }

    [Fact]
    public async Task The_end_waits_as_long_as_the_probe_says_for_a_question_under_way()
    {
        _asker.Silent.Add("hung");
        var runner = Of(Sample.Probe("hung", ProbeMode.Continuous, pace => pace with { Timeout = TimeSpan.FromSeconds(5), StopOnFailure = true }));

        await runner.BeforeAsync(_token);
        await _time.PassAsync(TimeSpan.FromSeconds(1));
        var after = runner.AfterAsync(_token);
        await _time.PassAsync(TimeSpan.FromSeconds(3));
        var early = after.IsCompleted;
        await _time.RunAsync(after);

        Assert.False(early);
        Assert.Equal(ProbeVerdict.Failed, runner.Statuses[0].Verdict);
        Assert.True(runner.Stopped.IsCancellationRequested);
    }

    [Fact]
    public async Task Disposal_cuts_off_a_question_under_way()
    {
        _asker.Silent.Add("hung");
        var runner = Of(Sample.Probe("hung", ProbeMode.Continuous));

        await runner.BeforeAsync(_token);
        await runner.DisposeAsync();
        await runner.DisposeAsync();

        Assert.Equal(ProbeVerdict.Awaited, runner.Statuses[0].Verdict);
    }

    [Fact]
    public async Task What_could_not_be_asked_is_an_error_and_no_failure()
    {
        _asker.Answer = (_, _) => ProbeAnswer.Error("The command ended with 127: redis-cli: not found");
        var runner = Of(Sample.Probe("stock", ProbeMode.SOT));

        var goes = await _time.RunAsync(runner.BeforeAsync(_token));
        var result = ResultVerdicts.Conclude(new ChaosResult { Engine = "e", Experiment = "x" }, RunEnd.Carried, runner.Statuses, []);

        Assert.False(goes);
        Assert.Equal((ProbeVerdict.NotAvailable, 0), (runner.Statuses[0].Verdict, runner.Statuses[0].Failures));
        Assert.Equal((ResultVerdict.Error, ResultPhase.Error), (result.Verdict, result.Phase));
        Assert.Equal(
            """{"errorCode":"CMD_PROBE_ERROR","phase":"PreChaos","reason":"The command ended with 127: redis-cli: not found","target":"{name: stock}"}""",
            result.Error?.ToJson());
    }

    [Fact]
    public async Task An_exception_of_the_asking_is_an_error_too()
    {
        _asker.Answer = (_, _) => throw new InvalidOperationException("no topology");
        var runner = Of(Sample.Probe("stock", ProbeMode.SOT));

        await _time.RunAsync(runner.BeforeAsync(_token));

        Assert.Equal("no topology", runner.Statuses[0].Error?.Reason);
    }

    private ProbeRunner Of(params IReadOnlyList<Probe> probes) => _runner = new ProbeRunner(probes, _asker, _time);
}
