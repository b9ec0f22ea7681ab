using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Lab.Chaos;
using Lab.Chaos.Targets;
using Lab.Contracts.Control;
using Lab.Contracts.Machine;

namespace Lab.Browser.Tests;

/// <summary><c>lab up</c> as a user starts it, with the dashboard that it says it has.</summary>
internal sealed class DashboardLabUp : IAsyncDisposable
{
    private const string Link = "Dashboard: ";

    private static readonly LabPaths Paths = LabPaths.Find();
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private DashboardLabUp(Process process, Uri login, RunFile run) => (_process, Login, Run) = (process, login, run);

    /// <summary>The link that it printed.</summary>
    public Uri Login { get; }

    public RunFile Run { get; }

    /// <summary>Starts it and waits for the link. Skips the test where no dashboard can be had.</summary>
    public static async Task<DashboardLabUp> StartAsync()
    {
        Assert.SkipWhen(Programs.Find("aspire") is null, "No aspire command on PATH. Get it with: npm install -g @microsoft/aspire-cli");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Ends lab up by a signal.");
        var process = Process.Start(new ProcessStartInfo(Paths.BinaryOf("src/Lab.Chaos"), ["up"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Paths.Repository,
            Environment = { [DashboardInfo.Variable] = "on" },
        })!;
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var login = await LoginAsync(process).WaitAsync(Limit);
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        return new DashboardLabUp(process, login, RunFiles.Running(Paths.Repository)[0]);
    }

    /// <summary>Address of a resource, as its clients use it.</summary>
    public async Task<Uri> AddressAsync(string resource)
    {
        using var control = new ControlClient(Run);
        return (await control.ResourceAsync(resource, TestContext.Current.CancellationToken)).Endpoints["http"];
    }

    /// <summary>State of one replica.</summary>
    public async Task<ResourceState> StateAsync(string replica)
    {
        using var control = new ControlClient(Run);
        return (await control.ResourcesAsync(TestContext.Current.CancellationToken)).SelectMany(resource => resource.Replicas).Single(r => r.Id == replica).State;
    }

    /// <summary>Sells a ticket, so that there is a trace.</summary>
    public async Task BuyAsync()
    {
        using var client = new HttpClient();
        var created = await client.PutAsJsonAsync(
            new Uri(await AddressAsync("inventory"), "/events/dashboard"), new { capacity = 5 }, TestContext.Current.CancellationToken);
        var bought = await client.PostAsJsonAsync(
            new Uri(await AddressAsync("checkout"), "/orders"), new { eventId = "dashboard", buyerId = "ann", quantity = 1 }, TestContext.Current.CancellationToken);
        Assert.True(created.IsSuccessStatusCode && bought.IsSuccessStatusCode, $"{created.StatusCode}, {bought.StatusCode}");
    }

    /// <summary>Asks it to end, and answers when it has.</summary>
    public async Task EndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await EndAsync();
        }

        _process.Dispose();
    }

    private static async Task<Uri> LoginAsync(Process process)
    {
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync(CancellationToken.None) is { } line)
        {
            said.Add(line);
            if (line.StartsWith(Link, StringComparison.Ordinal))
            {
                return new Uri(line[Link.Length..]);
            }
        }

        throw new InvalidOperationException($"lab up ended without a link. It said: {string.Join('\n', said)}");
    }
}
