using System.Diagnostics;
using Lab.Contracts.Control;
using Lab.Hosting.Tests;
using Lab.Hosting.Tests.Control;

namespace Lab.Aspire.Tests;

public sealed class AspireControlApiTests(AspireControlLab lab) : ControlApiContract<AspireControlLab>(lab)
{
    private readonly AspireControlLab _lab = lab;

    [Fact]
    public void The_run_file_names_the_engine_and_only_its_owner_may_read_it()
    {
        Assert.Equal("aspire", _lab.Run.Engine);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_lab.RunFile));
        }
    }

    [Fact]
    public async Task A_replica_is_the_service_itself_not_what_launched_it()
    {
        var resources = await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<ResourceInfo[]>(
            _lab.Client, ControlRoutes.Resources, System.Text.Json.JsonSerializerOptions.Web, TestContext.Current.CancellationToken);
        var solo = resources!.Single(r => r.Name == "solo");
        using var client = new HttpClient();

        Assert.Equal($"{solo.Replicas[0].Pid}", await client.GetStringAsync(new Uri(solo.Endpoints["http"], "/pid"), TestContext.Current.CancellationToken));
    }
}

/// <summary>The contract's topology on Aspire: an AppHost in a process of its own, started as <c>./lab</c> does.</summary>
public sealed class AspireControlLab : IControlLab, IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lab-test-");
    private readonly string _id = $"test-{Guid.NewGuid():N}"[..20];
    private Process? _host;
    private bool _disposed;

    public HttpClient Client { get; } = new();

    public RunFile Run { get; private set; } = null!;

    public string RunFile => RunFiles.PathOf(_root.FullName, $"{_id}.json");

    public async ValueTask InitializeAsync()
    {
        // …/tests/Lab.Aspire.Tests/bin/aspire/Release/net10.0/ -> …/tests/Lab.Aspire.TestHost/bin/aspire/Release/net10.0/
        var binary = Path.Combine(AppContext.BaseDirectory.Replace("Lab.Aspire.Tests", "Lab.Aspire.TestHost", StringComparison.Ordinal), "Lab.Aspire.TestHost");
        var start = new ProcessStartInfo(binary)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["TEST_ROOT"] = _root.FullName;
        start.Environment["LAB_RUN_ID"] = _id;
        start.Environment["LAB_PARENT_PIPE"] = "stdin";
        _host = Process.Start(start)!;
        _ = _host.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _ = _host.StandardError.ReadToEndAsync(CancellationToken.None);

        await Eventually.TrueAsync(() => File.Exists(RunFile));
        Run = RunFiles.Read(RunFile)!;
        Client.BaseAddress = Run.Url;
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Run.Token);
        await Eventually.TrueAsync(IsHealthyAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Client.Dispose();
        if (_host is not null)
        {
            _host.StandardInput.Close();
            await _host.WaitForExitAsync();
            _host.Dispose();
        }

        await Eventually.TrueAsync(() => !File.Exists(RunFile));
        _root.Delete(recursive: true);
    }

    private async Task<bool> IsHealthyAsync()
    {
        var resources = await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<ResourceInfo[]>(
            Client, ControlRoutes.Resources, System.Text.Json.JsonSerializerOptions.Web);
        return resources!.All(r => r.State is ResourceState.Running);
    }
}
