using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Litmus.Results;
using Lab.Chaos.Setup;

namespace Lab.Sockets.Tests.Probes;

/// <summary>Results against a strict schema, where one is at hand.</summary>
public sealed class ResultDocumentTests
{
    [Fact]
    public async Task Every_kind_of_result_passes_a_strict_schema()
    {
        // A folder with validate.py and the schemas that it needs.
        var schemas = Environment.GetEnvironmentVariable("LAB_SCHEMAS") ?? "";
        Assert.SkipWhen(schemas.Length == 0, "LAB_SCHEMAS names no folder with validate.py.");
        var token = TestContext.Current.CancellationToken;
        ChaosResult started = new() { Engine = "cart-latency", Experiment = "pod-delete", Namespace = "shop", Annotations = new Dictionary<string, string> { ["chaoslab.dev/seed"] = "42" } };
        ProbeStatus passed = new() { Name = "alive", Type = "httpProbe", Mode = ProbeMode.Edge, Verdict = ProbeVerdict.Passed, Description = "fine: 200", Evaluations = 2 };
        RunEnd[] ends = [RunEnd.Carried, RunEnd.Aborted, RunEnd.Failed(new ErrorOutput(ErrorCodes.ChaosInject, "a \"link\" is gone") { Phase = "ChaosInject" })];
        List<ChaosResult> results =
        [
            started,
            .. from end in ends
               from verdict in Enum.GetValues<ProbeVerdict>()
               select ResultVerdicts.Conclude(started, end, [passed, passed with { Name = "stock", Verdict = verdict }], [.. Enum.GetValues<TargetStatus>().Select(status => new ResultTarget("inventory-1", "pod", status))]),
        ];
        var folder = Directory.CreateTempSubdirectory("lab-results-");
        try
        {
            string[] files = [.. results.SelectMany((result, number) => Write(folder.FullName, number, result))];

            var (code, text) = await Tool.OutputAsync("python3", [Path.Combine(schemas, "validate.py"), "--schemas", schemas, .. files], folder.FullName, token);

            Assert.True(code == 0, text);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Write(string folder, int number, ChaosResult result)
    {
        foreach (var (ending, text) in new[] { ("yaml", ChaosResultFile.ToYaml(result)), ("json", ChaosResultFile.ToJson(result)) })
        {
            var path = Path.Combine(folder, $"{number}.{ending}");
            File.WriteAllText(path, text);

            yield return path;
        }
    }
}
