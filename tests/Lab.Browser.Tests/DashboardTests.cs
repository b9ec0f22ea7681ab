using Lab.Contracts.Control;
using Microsoft.Playwright;

namespace Lab.Browser.Tests;

/// <summary>The real dashboard of <c>lab up</c>, looked at and clicked on as a user would. Where there is no <c>aspire</c> command it is left out.</summary>
public sealed class DashboardTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Lab_up_brings_a_dashboard_with_its_replicas_their_logs_their_traces_and_a_hunt_by_a_click()
    {
        await using var lab = await DashboardLabUp.StartAsync();
        await lab.BuyAsync();
        var page = await chromium.OpenAsync(lab.Login);

        await page.GotoAsync(new Uri(lab.Login, "/").ToString());
        foreach (var name in new[] { "inventory-1", "inventory-2", "inventory-3", "checkout", "payments", "redis-3", "postgres", "cache-link", "lab" })
        {
            await Row(page, name).WaitForAsync();
        }

        // A button of the row's menu does what the control API does.
        await Row(page, "inventory-2").Locator(".resource-actions fluent-button").Last.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Pause" }).ClickAsync();
        await Row(page, "inventory-2").GetByText("Paused").WaitForAsync();
        Assert.Equal(ResourceState.Paused, await lab.StateAsync("inventory-2"));
        await Row(page, "inventory-2").GetByTitle("SIGCONT").ClickAsync();
        await Row(page, "inventory-2").GetByText("Running").WaitForAsync();

        await HuntAndStopAsync(lab, page);

        await page.GotoAsync(new Uri(lab.Login, "/consolelogs/resource/inventory-1").ToString());
        await page.GetByText("Now listening on").First.WaitForAsync();

        // Its telemetry is under the name of its row.
        await page.GotoAsync(new Uri(lab.Login, "/metrics/resource/inventory-2").ToString());
        await page.GetByText("System.Runtime").First.WaitForAsync();

        await page.GotoAsync(new Uri(lab.Login, "/traces").ToString());
        await page.GetByText("POST /orders").First.WaitForAsync();

        await lab.EndAsync();
        Assert.Empty(RunFiles.Running(Path.GetDirectoryName(Path.GetDirectoryName(lab.Run.Folder))!));
        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            using var client = new HttpClient();
            await client.GetAsync(lab.Login, TestContext.Current.CancellationToken);
        });
    }

    private static async Task HuntAndStopAsync(DashboardLabUp lab, IPage page)
    {
        await Row(page, "lab").GetByTitle("Find the race").ClickAsync();
        await Row(page, "lab").GetByText("Running").WaitForAsync();
        await Row(page, "load").GetByTitle("Run lab stress").ClickAsync();
        await page.GetByText("The lab is busy: 'lab' runs.").First.WaitForAsync();

        await page.GotoAsync(new Uri(lab.Login, "/consolelogs/resource/lab").ToString());
        await page.GetByText("predict: crowds").First.WaitForAsync();

        await page.GotoAsync(new Uri(lab.Login, "/").ToString());
        await Row(page, "lab").GetByTitle("End its process").ClickAsync();
        await Row(page, "lab").GetByText("Stopped").WaitForAsync();
        Assert.Equal(ResourceState.NotStarted, await lab.StateAsync("load"));
    }

    private static ILocator Row(IPage page, string name) =>
        page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(name, new() { Exact = true }) }).First;
}
