using Lab.Chaos.Break.Cluster;

namespace Lab.Chaos.Tests.Break.Cluster;

/// <summary>When an engine is at its end: neither document is trusted alone, and nothing is waited for without a limit.</summary>
public sealed class EngineProgressTests
{
    private static readonly ClusterLimits Limits = new();

    // engine, its experiment, verdict of the result, seconds: age, since the two disagree, since the server was heard
    [Theory]
    [InlineData("", "", null, 5, 0, 0)]
    [InlineData("initialized", "Running", null, 100, 0, 0)]
    [InlineData("initialized", "Running", "Awaited", 100, 0, 59)]
    [InlineData("completed", "Completed", "Awaited", 100, 19, 0)]
    [InlineData("initialized", "Running", "Pass", 100, 19, 0)]
    public void It_is_waited_for_while_something_can_still_come(string engine, string experiment, string? verdict, int age, int split, int silence) =>
        Assert.False(Of(SomeEngine.View(engine, experiment, verdict), age, split, silence).Over);

    [Theory]
    [InlineData("completed", "Pass")]
    [InlineData("completed", "Fail")]
    [InlineData("stopped", "Stopped")]
    [InlineData("completed", "Error")]
    public void It_is_over_when_both_documents_say_so(string engine, string verdict)
    {
        var progress = Of(SomeEngine.View(engine, "Completed", verdict), 30, 0, 0);

        Assert.Equal((true, null), (progress.Over, progress.Trouble));
    }

    [Fact]
    public void A_final_result_beside_an_awaited_engine_is_an_end_without_trouble()
    {
        var progress = Of(SomeEngine.View("initialized", "Running", "Pass"), 60, 20, 0);

        Assert.Equal((true, null), (progress.Over, progress.Trouble));
    }

    [Theory]
    [InlineData("", "", null, 60, 0, 0, "the operator has not taken notice of the engine within 60 s; it may not run, or watch other namespaces (WATCH_NAMESPACE)")]
    [InlineData("initialized", "ChaosExperiment Not Found", null, 3, 0, 0, "the operator found no ChaosExperiment 'pod-delete' in the engine's namespace; it must be there before the engine")]
    [InlineData("completed", "Completed", null, 60, 20, 0, "the engine is completed, but pod-delete has no result 20 s later; its experiment pod ended without writing it")]
    [InlineData("completed", "Completed", "Awaited", 60, 20, 0, "the engine is completed, but the result of pod-delete is still Awaited 20 s later; its experiment pod ended without writing it")]
    [InlineData("initialized", "Running", "Awaited", 260, 0, 0, "no end within 260 s: the engine is initialized, the result of pod-delete is still Awaited")]
    [InlineData("initialized", "Running", "Awaited", 100, 0, 60, "the API server has not been heard for 60 s")]
    public void What_never_ends_is_given_up_with_the_reason(string engine, string experiment, string? verdict, int age, int split, int silence, string trouble)
    {
        var progress = Of(SomeEngine.View(engine, experiment, verdict), age, split, silence);

        Assert.Equal((true, trouble), (progress.Over, progress.Trouble));
    }

    [Fact]
    public void An_engine_that_somebody_deleted_is_given_up() => Assert.Equal(
        "the engine was deleted by somebody else while it ran", Of(SomeEngine.View("initialized", "Running") with { Deleted = true }, 5, 0, 0).Trouble);

    [Fact]
    public void The_line_of_progress_says_both_what_the_engine_and_what_its_experiments_do()
    {
        string[] words = [.. new[] { SomeEngine.View(), SomeEngine.View("initialized", "Waiting for Job Creation"), SomeEngine.View("initialized", "Running", "Fail") }
            .Select(view => Of(view, 1, 0, 0).Words)];

        Assert.Equal(["waiting for the operator, pod-delete awaited", "initialized, pod-delete Waiting for Job Creation", "initialized, pod-delete Fail"], words);
    }

    private static EngineProgress Of(EngineView view, int age, int split, int silence) => EngineProgress.Of(
        view, Seconds(age), Seconds(split), Seconds(silence), Seconds(260), Limits);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
