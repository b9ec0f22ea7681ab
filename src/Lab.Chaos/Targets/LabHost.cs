using System.Diagnostics;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Targets;

/// <summary>A running AppHost: found, or started as a child that ends with this process, however this process ends.</summary>
internal sealed class LabHost : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly Process? _process;
    private readonly HostOutput? _output;
    private readonly TimeProvider _time;
    private FileStream? _use;
    private int _disposed;

    private LabHost(RunFile run, Process? process, HostOutput? output, TimeProvider time)
    {
        (Run, _process, _output, _time) = (run, process, output, time);
        Control = new ControlClient(run);
    }

    public RunFile Run { get; }

    public ControlClient Control { get; }

    /// <summary>True when this process started it and so must end it.</summary>
    public bool StartedHere => _process is not null;

    /// <summary>
    /// Uses the lab that this process is part of; else one that runs already, from <c>lab up</c> or F5; null when there is none. Hosts that another experiment started
    /// for itself are not touched, and a lab serves one experiment at a time: two would switch variants under each other.
    /// </summary>
    /// <exception cref="LabException">The running lab is in use.</exception>
    public static LabHost? Attach(LabPaths paths, TimeProvider time)
    {
        if (Around(paths) is not { } run)
        {
            return null;
        }

        try
        {
            var use = new FileStream(
                RunFiles.UseOf(paths.Repository, run.Id),
                new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    Options = FileOptions.DeleteOnClose,
                });
            return new LabHost(run, null, null, time) { _use = use };
        }
        catch (IOException)
        {
            throw new LabException($"The running lab (process {run.Pid}) is in use by another experiment. Wait for it, or end that lab to get one of your own.");
        }
    }

    private static RunFile? Around(LabPaths paths) =>
        Environment.GetEnvironmentVariable(RunFile.ChildVariable) is { Length: > 0 } own
            ? RunFiles.Find(paths.Repository, own) ?? throw new LabException(
                $"This process belongs to the lab '{own}' ({RunFile.ChildVariable}), which does not run any more. Start a lab and this command from there.")
            : RunFiles.Running(paths.Repository).FirstOrDefault(run => !Directory.Exists(Path.Combine(paths.Runs, run.Id)));

    /// <summary>Starts the AppHost and waits until every resource is healthy.</summary>
    /// <param name="paths">Where its binary is.</param>
    /// <param name="appHost">Project folder of the AppHost, relative to the repository.</param>
    /// <param name="start">What is to be started, with all that it needs; empty for what the AppHost says.</param>
    /// <param name="id">Run id, the name of its run file.</param>
    /// <param name="folder">Run folder; its log and those of its replicas go into <c>logs/</c> below it.</param>
    /// <param name="environment">Variables for the AppHost, which its services inherit.</param>
    /// <param name="report">Told what is waited for, whenever that changes.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <param name="cancellationToken">Ends the start; what was started is ended too.</param>
    /// <exception cref="LabException">It could not start; the message holds what the AppHost said.</exception>
    public static async Task<LabHost> StartAsync(
        LabPaths paths,
        string appHost,
        IReadOnlyList<string> start,
        string id,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        Action<string> report,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var logs = Directory.CreateDirectory(Path.Combine(folder, "logs")).FullName;
        var process = Launch(paths, appHost, start, id, folder, environment);
        var output = new HostOutput(process, Path.Combine(logs, "apphost.log"));
        LabHost? host = null;
        try
        {
            var run = await RunFileAsync(paths.Repository, id, process, output, time, cancellationToken);
            host = new LabHost(run, process, output, time);
            await host.HealthyAsync(report, cancellationToken);
            return host;
        }
        catch
        {
            await (host?.DisposeAsync() ?? EndAsync(process, time));
            throw;
        }
    }

    /// <summary>Done when it has ended without this process asking for it, which only one that was started here is seen to do: its exit code.</summary>
    public async Task<int> EndedAsync(CancellationToken cancellationToken)
    {
        if (_process is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
            return 0;
        }

        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        Control.Dispose();
        await (_use?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (_process is not null)
        {
            await EndAsync(_process, _time);
            _output!.Dispose();
        }
    }

    private static Process Launch(LabPaths paths, string appHost, IReadOnlyList<string> resources, string id, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(paths.BinaryOf(appHost))
        {
            WorkingDirectory = paths.Repository,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["LAB_RUN_ID"] = id;
        start.Environment["LAB_RUN_FOLDER"] = folder;
        if (resources.Count > 0)
        {
            start.Environment[RunFile.StartVariable] = string.Join(',', resources);
        }

        // The host ends when its standard input does: that holds even when this process is killed.
        start.Environment["LAB_PARENT_PIPE"] = "stdin";
        return Process.Start(start) ?? throw new UnreachableException("Process.Start returns null only with UseShellExecute.");
    }

    private static async Task<RunFile> RunFileAsync(
        string repository, string id, Process process, HostOutput output, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (RunFiles.Find(repository, id) is { } run)
            {
                return run;
            }

            if (process.HasExited)
            {
                throw new LabException(await output.ProblemsAsync());
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private async Task HealthyAsync(Action<string> report, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_process!.HasExited)
            {
                throw new LabException(await _output!.ProblemsAsync());
            }

            var resources = await Control.ResourcesAsync(cancellationToken);
            if (resources.FirstOrDefault(resource => resource.State == ResourceState.Failed) is { } failed)
            {
                throw new LabException($"{failed.Name} could not be started. See its log in {Run.Folder}/logs.");
            }

            var pending = resources.Where(resource => !resource.State.IsSettled()).ToList();
            if (pending.Count == 0 && resources.Count > 0)
            {
                return;
            }

            report($"waiting for {string.Join(", ", pending.Select(resource => resource.Name))}");
            await Task.Delay(LookEvery, _time, cancellationToken);
        }
    }

    private static async ValueTask EndAsync(Process process, TimeProvider time)
    {
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(15), time);
        }
        catch (TimeoutException)
        {
            // Its guard process ends what it leaves behind.
            process.Kill();
        }
        finally
        {
            process.Dispose();
        }
    }
}
