using Microsoft.Playwright;

namespace Lab.Browser.Tests;

/// <summary>One browser for all tests of this project: the system's own Chromium, which nothing has to download.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Path => Names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(folder => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Path is { } path)
        {
            _playwright = await Playwright.CreateAsync();

            // Its sandbox cannot be set up by root in a container; the pages are our own.
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
        }
    }

    /// <summary>A page as wide as asked, in the colours that the reader prefers. Skips the test where there is no browser.</summary>
    public async Task<IPage> OpenAsync(string file, int width, ColorScheme colours)
    {
        Assert.SkipWhen(_browser is null, "No Chromium on PATH. On Debian: apt-get install chromium.");
        var page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = colours });
        var said = new List<string>();
        page.Console += (_, message) => said.Add(message.Text);
        page.PageError += (_, error) => said.Add(error);
        page.Request += (_, request) => said.AddRange(request.Url.StartsWith("file:", StringComparison.Ordinal) ? [] : [request.Url]);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        Assert.Empty(said);
        return page;
    }

    /// <summary>A page of a program that serves it. Skips the test where there is no browser.</summary>
    public async Task<IPage> OpenAsync(Uri address)
    {
        Assert.SkipWhen(_browser is null, "No Chromium on PATH. On Debian: apt-get install chromium.");
        var page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = 1500, Height = 1000 } });
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }
}
