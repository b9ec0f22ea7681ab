using System.Text.Json;
using Lab.EndToEnd.Tests;
using Lab.TestKit;

namespace Lab.Sockets.Tests.Reports;

/// <summary>The verbs about runs that were recorded, as a user types them, on a folder of runs of their own.</summary>
public sealed class RecordedRunsTests : IDisposable
{
    private const string Older = "20261121-192947-ticketing-19b5";
    private const string Newer = "20261121-203000-ticketing-77aa";

    private readonly string _runs = Directory.CreateTempSubdirectory("lab-runs-").FullName;

    public RecordedRunsTests()
    {
        Copy(Older, journal => journal);

        // The fix of the newer run is broken.
        Copy(Newer, journal => journal
            .Replace(Older, Newer, StringComparison.Ordinal)
            .Replace("\"counted\": 60,\n        \"violated\": 0,", "\"counted\": 60,\n        \"violated\": 20,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Runs_are_listed_newest_first()
    {
        var listed = await LabProcess.RunInAsync(_runs, "runs", "--json");
        var shown = await LabProcess.RunInAsync(_runs, "runs", "--limit", "1");

        using var lines = JsonDocument.Parse(listed.Output);
        Assert.Equal([Newer, Older], lines.RootElement.EnumerateArray().Select(line => line.GetProperty("run").GetString()));
        Assert.Contains(Newer, shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Older, shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_regression_is_exit_code_1_and_its_opposite_0()
    {
        var worse = await LabProcess.RunInAsync(_runs, "diff", "19b5", "77aa");
        var better = await LabProcess.RunInAsync(_runs, "diff", "77aa", "19b5", "--json");
        var same = await LabProcess.RunInAsync(_runs, "diff", "19b5", "19b5");

        Assert.Equal((1, 0, 0), (worse.ExitCode, better.ExitCode, same.ExitCode));
        Assert.StartsWith("Worse: redlock, volley.", worse.Output, StringComparison.Ordinal);
        Assert.StartsWith("No significant change.", same.Output, StringComparison.Ordinal);
        using var diff = JsonDocument.Parse(better.Output);
        Assert.Equal("Better", diff.RootElement.GetProperty("change").GetString());
    }

    [Fact]
    public async Task The_latest_run_is_reported_when_none_is_named()
    {
        var report = await LabProcess.RunInAsync(_runs, "report");

        Assert.Equal((0, Path.Combine(_runs, Newer, "report.html")), (report.ExitCode, report.Output.Trim()));
        Assert.Equal([], Reports(Older));
        Assert.Equal(["junit.xml", "report.html", "report.md"], Reports(Newer));
    }

    [Fact]
    public async Task A_run_that_is_judged_leaves_its_reports()
    {
        await LabProcess.RunInAsync(_runs, "check", "19b5");

        Assert.Equal(["junit.xml", "report.html", "report.md"], Reports(Older));
    }

    [Fact]
    public async Task A_slip_is_named_with_its_mend()
    {
        var unknown = await LabProcess.RunInAsync(_runs, "diff", "19b5", "nothing");
        var empty = await LabProcess.RunInAsync(Path.Combine(_runs, "none"), "report");

        Assert.Equal((64, 64), (unknown.ExitCode, empty.ExitCode));
        Assert.Contains($"No run 'nothing'. The newest are: {Older}, {Newer}.", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("There is no run with a journal yet. Make one: ./lab hunt ticketing.", empty.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_runs, recursive: true);

    private IEnumerable<string?> Reports(string run) => Directory.GetFiles(Path.Combine(_runs, run))
        .Select(Path.GetFileName).Where(name => name is "report.html" or "report.md" or "junit.xml").Order(StringComparer.Ordinal);

    private void Copy(string id, Func<string, string> change)
    {
        foreach (var file in Directory.EnumerateFiles(SampleRun.Hunt.Path, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_runs, id, Path.GetRelativePath(SampleRun.Hunt.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var journal = Path.Combine(_runs, id, "journal.json");
        File.WriteAllText(journal, change(File.ReadAllText(journal)));
    }
}
