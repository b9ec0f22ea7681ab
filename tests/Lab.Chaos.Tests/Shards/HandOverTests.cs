using Lab.Chaos.Journals;
using Lab.Chaos.Shards;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Shards;

/// <summary>A run that was printed into a log comes out of it as it was.</summary>
public sealed class HandOverTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lab-hand-over-");

    [Fact]
    public void Files_of_a_run_come_back_and_logs_stay_behind()
    {
        var run = Run("20261121-093012-ticketing-3fa1s0");
        Directory.CreateDirectory(run.Logs);
        File.WriteAllText(Path.Combine(run.Logs, "apphost.log"), "long");

        var read = Assert.Single(HandOver.Read(new StringReader(Print(run)), In("read")));

        Assert.Equal((run.Id, "3fa1s0"), (read.Id, read.Short));
        Assert.Equal(File.ReadAllText(run.History), File.ReadAllText(read.History));
        Assert.Equal("{}", File.ReadAllText(Path.Combine(read.Path, "run.json")));
        Assert.False(Directory.Exists(read.Logs));
    }

    [Fact]
    public void Logs_of_several_pods_may_come_mixed_with_other_lines_and_prefixes()
    {
        var (one, two) = (Print(Run("20261121-093012-ticketing-3fa1s0")).Split('\n'), Print(Run("20261121-093012-ticketing-99aas1")).Split('\n'));
        var mixed = one.Zip(two).SelectMany(pair => (string[])[$"[pod/load-job-0-x/load] {pair.First}", "Violated: naive, volley.", pair.Second + "\r"]);

        var read = HandOver.Read(new StringReader(string.Join('\n', mixed)), In("read"));

        Assert.Equal(["20261121-093012-ticketing-3fa1s0", "20261121-093012-ticketing-99aas1"], read.Select(run => run.Id));
        Assert.All(read, run => Assert.True(File.Exists(run.History)));
    }

    [Fact]
    public void A_run_that_is_there_already_is_left_as_it_is()
    {
        var run = Run("20261121-093012-ticketing-3fa1s0");
        var text = Print(run);
        File.WriteAllText(run.History, "judged since");

        Assert.Equal("judged since", File.ReadAllText(Assert.Single(HandOver.Read(new StringReader(text), In("runs"))).History));
    }

    [Fact]
    public void A_log_without_its_end_is_refused_with_the_mend() =>
        Assert.Equal(
            "20261121-093012-ticketing-3fa1s0 has no end in the log: its pod has not finished, or the log was cut off. Wait for the job, and give all of it (--tail=-1).",
            Problem(lines => lines[..^1]));

    [Fact]
    public void A_log_without_its_beginning_is_refused() =>
        Assert.Matches(@"^20261121-093012-ticketing-3fa1s0 has \d+ of \d+ lines in the log: it was cut off\. Give all of it \(--tail=-1\)\.$", Problem(lines => lines[1..]));

    [Fact]
    public void A_changed_byte_is_noticed() =>
        Assert.Equal(
            "20261121-093012-ticketing-3fa1s0 was damaged on its way: its checksum does not fit. Read the log again.",
            Problem(lines => [lines[0].Replace(lines[0][^20..], new string('A', 20), StringComparison.Ordinal), .. lines[1..]]));

    [Fact]
    public void A_log_of_something_else_says_what_was_looked_for() =>
        Assert.Equal(
            "No line begins a run ('lab-run <id> 1/n'). Give the whole logs of drivers that have ended: kubectl logs … --tail=-1.",
            Assert.Throws<LabException>(() => HandOver.Read(new StringReader("Starting.\n"), In("read"))).Message);

    public void Dispose() => _root.Delete(recursive: true);

    private string Problem(Func<string[], string[]> change)
    {
        var lines = Print(Run("20261121-093012-ticketing-3fa1s0")).TrimEnd().Split('\n');
        return Assert.Throws<LabException>(() => HandOver.Read(new StringReader(string.Join('\n', change(lines))), In("read"))).Message;
    }

    private string In(string folder) => Path.Combine(_root.FullName, folder);

    private RunFolder Run(string id)
    {
        var run = RunFolder.At(Path.Combine(In("runs"), id));
        var chance = new Seed(id.Length).Stream(id);

        // Long and hard to compress, so that it takes several lines.
        File.WriteAllText(run.History, string.Concat(Enumerable.Range(0, 2_000).Select(_ => $"{chance.NextInt64():x16}\n")));
        File.WriteAllText(Path.Combine(run.Path, "run.json"), "{}");
        File.WriteAllText(run.Scenario, "scenario: ticketing\n");
        return run;
    }

    private static string Print(RunFolder run)
    {
        using var output = new StringWriter { NewLine = "\n" };
        HandOver.Write(run, output);
        return output.ToString();
    }
}
