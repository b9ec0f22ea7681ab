using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports.Page;
using Lab.Chaos.Reports.Page.Evidence;
using Lab.Chaos.Scenarios;
using Lab.TestKit;
using Microsoft.Playwright;

namespace Lab.Browser.Tests;

/// <summary>The page of a recorded hunt, as a browser shows it.</summary>
public sealed class ReportPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly string _file = Draw(journal => journal);

    public static TheoryData<int, ColorScheme> Screens => new()
    {
        { 1280, ColorScheme.Light },
        { 1280, ColorScheme.Dark },
        { 360, ColorScheme.Light },
        { 360, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task It_says_nothing_on_the_console_fits_the_screen_and_can_be_read_by_all(int width, ColorScheme colours)
    {
        var page = await chromium.OpenAsync(_file, width, colours);

        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await Problems(page));
    }

    [Fact]
    public async Task The_button_changes_from_light_to_dark_and_back()
    {
        var page = await chromium.OpenAsync(_file, 1280, ColorScheme.Light);
        var light = await Paper(page);

        await page.Locator("#theme").ClickAsync();
        var dark = await Paper(page);
        var problems = await Problems(page);
        await page.Locator("#theme").ClickAsync();

        Assert.Equal(("rgb(255, 255, 255)", "rgb(20, 23, 27)", "rgb(255, 255, 255)"), (light, dark, await Paper(page)));
        Assert.Empty(problems);
    }

    [Fact]
    public async Task On_paper_it_is_light_without_the_button()
    {
        var page = await chromium.OpenAsync(_file, 1280, ColorScheme.Dark);

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal("rgb(255, 255, 255)", await Paper(page));
        Assert.False(await page.Locator("#theme").IsVisibleAsync());
    }

    [Fact]
    public async Task Names_that_look_like_markup_are_shown_as_they_are()
    {
        const string Hostile = "<img src=x onerror=document.title='taken'>\"'&<script>document.title='taken'</script>";
        var file = Draw(journal => journal with
        {
            Conclusion = Hostile,
            Arms = [.. journal.Arms.Select(arm => arm with { Summary = arm.Summary with { Variant = Hostile }, Evidence = [Hostile] })],
        });

        var page = await chromium.OpenAsync(file, 1280, ColorScheme.Light);

        File.Delete(file);
        Assert.DoesNotContain("taken", (await page.TitleAsync()).Replace(Hostile, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(Hostile, await page.Locator("h1 span").Last.InnerTextAsync());
        Assert.Equal(0, await page.Locator("img").CountAsync());
    }

    public void Dispose() => File.Delete(_file);

    private static string Draw(Func<Journal, Journal> change)
    {
        var run = SampleRun.Hunt;
        var evidence = RunEvidence.Read(run, Journal.Read(run), ScenarioReader.Read(run.Scenario), HistoryReader.Read(run.History));
        var file = Path.Combine(Path.GetTempPath(), $"lab-report-{Guid.NewGuid():N}.html");
        File.WriteAllText(file, RunPage.Draw(evidence with { Journal = change(evidence.Journal) }));
        return file;
    }

    private static Task<string> Paper(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static async Task<string[]> Problems(IPage page)
    {
        using var text = new StreamReader(typeof(ReportPageTests).Assembly.GetManifestResourceStream("Rules.js")!);
        return await page.EvaluateAsync<string[]>(await text.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
