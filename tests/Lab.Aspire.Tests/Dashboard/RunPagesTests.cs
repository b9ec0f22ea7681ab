using System.Net;
using Lab.AppHost.Aspire.Phases;
using Lab.Control.Runs;

namespace Lab.Aspire.Tests.Dashboard;

/// <summary>The folders of runs in a browser.</summary>
public sealed class RunPagesTests : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lab-test-");
    private readonly HttpClient _client = new();
    private readonly RunPages _pages;

    public RunPagesTests()
    {
        _pages = new RunPages(new RunPlace { RunId = "test", Root = _root.FullName, Folder = _root.FullName, TempFolder = _root.FullName });
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "history.jsonl"), "{}\n");
        File.WriteAllText(Path.Combine(Folder, "report.html"), "<p>report</p>");
        File.WriteAllText(Path.Combine(_root.FullName, "secret"), "token");
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_root.FullName, "runs", "run-7");

    [Fact]
    public async Task A_run_is_a_list_of_its_files()
    {
        var page = await _pages.AddressOfAsync(Folder);

        Assert.Equal("127.0.0.1", page.Host);
        Assert.Contains("history.jsonl", await _client.GetStringAsync(page, Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("history.jsonl", "text/plain")]
    [InlineData("report.html", "text/html")]
    public async Task A_browser_shows_its_files_instead_of_saving_them(string file, string type)
    {
        using var answer = await _client.GetAsync(new Uri(await _pages.AddressOfAsync(Folder), file), Cancelled);

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Nothing_outside_of_the_runs_is_shown()
    {
        var page = await _pages.AddressOfAsync(Folder);

        using var answer = await _client.GetAsync(new Uri(page, "/%2e%2e/secret"), Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_of_a_stranger_whose_name_leads_here_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, await _pages.AddressOfAsync(Folder)) { Headers = { Host = "stranger.example" } };

        using var answer = await _client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_can_be_changed()
    {
        using var answer = await _client.DeleteAsync(new Uri(await _pages.AddressOfAsync(Folder), "history.jsonl"), Cancelled);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.True(File.Exists(Path.Combine(Folder, "history.jsonl")));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _pages.DisposeAsync();
        _root.Delete(recursive: true);
    }
}
