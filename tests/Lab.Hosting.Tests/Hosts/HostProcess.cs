using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Lab.Contracts.Control;
using Lab.Control.Backing;
using Lab.Control.Processes;

namespace Lab.Hosting.Tests.Hosts;

/// <summary>A lab as a process of its own: <c>redis</c>, <c>postgres</c>, <c>echo</c> ×2.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lab-test-");
    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostProcess(string runId, IReadOnlyDictionary<string, string> environment)
    {
        RunId = runId;
        Root = environment.GetValueOrDefault("TEST_ROOT") ?? _root.FullName;
        var start = new ProcessStartInfo(Path.ChangeExtension(TestLab.Service.BinaryPath, null), ["host"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["TEST_ROOT"] = _root.FullName, ["LAB_RUN_ID"] = runId },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    public string RunId { get; }

    public int Pid => _process.Id;

    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Folder that stands for the repository: its own, unless the environment gives another.</summary>
    public string Root { get; }

    public string RunFile => Path.Combine(Root, ".lab", "run", $"{RunId}.json");

    /// <summary>Processes that this lab started and that still run.</summary>
    public IReadOnlyList<int> Children => [.. ProcFiles.WithEnvironment($"{Launch.MarkVariable}={RunId}").Where(pid => ProcFiles.State(pid) is not ('Z' or null))];

    public static HostProcess Start(params (string Name, string Value)[] environment) =>
        new($"test-{Guid.NewGuid():N}"[..20], environment.ToDictionary(e => e.Name, e => e.Value));

    /// <summary>Starts it and waits until everything is healthy.</summary>
    public static async Task<HostProcess> StartHealthyAsync(params (string Name, string Value)[] environment)
    {
        var host = Start(environment);
        await Eventually.TrueAsync(() => File.Exists(host.RunFile));
        await Eventually.TrueAsync(async () => (await host.ResourcesAsync()).All(r => r.State is ResourceState.Running));
        return host;
    }

    public async Task<ResourceInfo[]> ResourcesAsync()
    {
        using var client = await ClientAsync();
        return (await client.GetFromJsonAsync<ResourceInfo[]>(ControlRoutes.Resources, JsonSerializerOptions.Web))!;
    }

    public async Task<HttpClient> ClientAsync()
    {
        var run = JsonSerializer.Deserialize<RunFile>(await File.ReadAllTextAsync(RunFile), JsonSerializerOptions.Web)!;
        var client = new HttpClient { BaseAddress = run.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", run.Token);
        return client;
    }

    public async Task<(int ExitCode, string Errors)> ExitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, await _errors);
    }

    /// <summary>No process, no port, no run file, no data.</summary>
    public async Task AssertNothingLeftAsync(IEnumerable<ResourceInfo> resources)
    {
        await Eventually.TrueAsync(() => Children.Count == 0);
        await Eventually.TrueAsync(() => !File.Exists(RunFile));
        await Eventually.TrueAsync(() => !Directory.Exists(Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"lab-{PosixSignals.EffectiveUser()}"), RunId)));
        int[] ports = [.. resources.SelectMany(r => r.Endpoints.Values.Concat(r.Replicas.Select(p => p.Endpoint).OfType<Uri>())).Select(u => u.Port)];
        Assert.NotEmpty(ports);
        Assert.All(ports, port => Assert.True(FreePorts.IsFree(port), $"port {port} is still held"));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        await Eventually.TrueAsync(() => Children.Count == 0 && !File.Exists(RunFile));
        _process.Dispose();
        _root.Delete(recursive: true);
    }
}
