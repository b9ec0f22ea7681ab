using Lab.Hosting.Dashboard;

namespace Lab.Hosting.Tests.Dashboard;

/// <summary>A log as it is read while somebody writes it.</summary>
public sealed class LogTailTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-test-");

    private string Log => Path.Combine(_folder.FullName, "echo.log");

    [Fact]
    public async Task Without_following_it_ends_with_the_file_and_the_last_line_needs_no_end()
    {
        await File.WriteAllTextAsync(Log, "one\r\n\ntwo", TestContext.Current.CancellationToken);

        Assert.Equal(["one", "", "two"], await AllAsync());
    }

    [Fact]
    public async Task A_log_that_is_not_there_has_no_lines() => Assert.Empty(await AllAsync());

    [Fact]
    public async Task What_is_appended_follows_and_a_file_moved_aside_is_followed_by_the_next()
    {
        await File.WriteAllTextAsync(Log, "one\nbeg", TestContext.Current.CancellationToken);
        await using var lines = new LogTail(Log, TimeProvider.System).ReadAsync(follow: true, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Equal(["one"], await NextAsync(lines));

        await File.AppendAllTextAsync(Log, "un\n", TestContext.Current.CancellationToken);
        Assert.Equal(["begun"], await NextAsync(lines));

        File.Move(Log, Log + ".1");
        await File.WriteAllTextAsync(Log, "new\n", TestContext.Current.CancellationToken);
        Assert.Equal(["new"], await NextAsync(lines));
    }

    [Fact]
    public async Task Of_a_long_log_only_the_last_part_is_read_from_the_start_of_a_line()
    {
        await File.WriteAllLinesAsync(Log, Enumerable.Range(0, 300_000).Select(n => $"line {n}"), TestContext.Current.CancellationToken);

        var lines = await AllAsync();

        Assert.InRange(lines.Count, 100_000, 299_000);
        Assert.All(lines, line => Assert.StartsWith("line ", line));
        Assert.Equal("line 299999", lines[^1]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<IReadOnlyList<string>> NextAsync(IAsyncEnumerator<IReadOnlyList<string>> lines)
    {
        Assert.True(await lines.MoveNextAsync());
        return lines.Current;
    }

    private async Task<List<string>> AllAsync()
    {
        var all = new List<string>();
        await foreach (var lines in new LogTail(Log, TimeProvider.System).ReadAsync(follow: false, TestContext.Current.CancellationToken))
        {
            all.AddRange(lines);
        }

        return all;
    }
}
