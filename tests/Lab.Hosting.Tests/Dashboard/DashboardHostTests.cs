using System.Net.Http.Json;
using System.Text.Json;
using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Processes;
using Lab.Hosting.Dashboard;
using Lab.Hosting.Tests.Hosts;

namespace Lab.Hosting.Tests.Dashboard;

/// <summary>When a host brings a dashboard, what it says when it cannot, and that the dashboard never outlives it.</summary>
public sealed class DashboardHostTests
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    [Fact]
    public void Without_a_wish_there_is_none_and_nothing_is_said()
    {
        var wish = DashboardWish.Of(new DistributedApplicationOptions(), _ => null);

        Assert.Equal(new DashboardInfo { State = ResourceState.NotStarted }, wish.Absence);
        Assert.Null(wish.Access);
    }

    [Fact]
    public void A_wish_that_is_neither_on_nor_off_is_refused() => Assert.Equal(
        "LAB_DASHBOARD is 'yes'; it must be on or off.",
        Assert.Throws<LabException>(() => DashboardWish.Of(new DistributedApplicationOptions(), _ => "yes")).Message);

    [Fact]
    public void Services_that_are_told_to_send_elsewhere_are_not_told_otherwise()
    {
        var access = DashboardAccess.Choose();

        Assert.Empty(access.Telemetry(_ => "http://127.0.0.1:4318"));
        Assert.Equal(access.Otlp.ToString().TrimEnd('/'), access.Telemetry(_ => null)["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    }

    [Fact]
    public async Task Where_the_aspire_command_is_missing_the_lab_runs_and_says_how_to_get_it()
    {
        Assert.SkipWhen(AspireCli.Find() is not null, "The aspire command is here.");
        await using var host = await HostProcess.StartHealthyAsync(("LAB_DASHBOARD", "on"));

        Assert.Equal(
            new DashboardInfo
            {
                State = ResourceState.NotStarted,
                Problem = "No dashboard: the aspire command was not found. Get it with: npm install -g @microsoft/aspire-cli",
            },
            await DashboardAsync(host));
    }

    [Theory]
    [InlineData(SigTerm)]
    [InlineData(SigKill)]
    public async Task The_dashboard_ends_with_its_host_however_that_ends(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The dashboard is played by a shell script.");
        var folder = Directory.CreateTempSubdirectory("lab-test-");
        try
        {
            var script = AspireScript.Write(folder.FullName);
            var path = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
            await using var host = await HostProcess.StartHealthyAsync(("LAB_DASHBOARD", "on"), ("PATH", path));
            var resources = await host.ResourcesAsync();
            await Eventually.TrueAsync(() => File.Exists(script + ".arguments"));
            Assert.Equal(ResourceState.Starting, (await DashboardAsync(host)).State);

            PosixSignals.Send(host.Pid, signal);

            await host.AssertNothingLeftAsync(resources);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<DashboardInfo> DashboardAsync(HostProcess host)
    {
        using var client = await host.ClientAsync();
        return (await client.GetFromJsonAsync<DashboardInfo>(ControlRoutes.Dashboard, JsonSerializerOptions.Web))!;
    }
}
