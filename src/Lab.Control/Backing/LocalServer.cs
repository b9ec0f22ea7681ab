using Lab.Contracts;
using Lab.Control.Processes;

namespace Lab.Control.Backing;

/// <summary>One backing server outside a topology, as tests need it: started, killed, started again on the same port.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(20);

    private readonly string _name;
    private readonly string _folder;
    private readonly string _mark;
    private readonly IServerRecipe _recipe;
    private readonly IProcessControl _control;
    private readonly IGuard _guard;
    private readonly TimeProvider _time;
    private ChildProcess? _process;
    private bool _disposed;

    private LocalServer(string name, string folder, IServerRecipe recipe, TimeProvider time)
    {
        (_name, _folder, _recipe, _time) = (name, folder, recipe, time);
        _mark = Guid.NewGuid().ToString("N");
        _control = ProcessControl.ForThisSystem(time);
        _guard = _control.StartGuard(_mark);
        _guard.RemoveAtEnd(folder);
    }

    public int Pid => _process?.Pid ?? throw new InvalidOperationException($"{_name} does not run. Call StartAgainAsync first.");

    private string LogFile => Path.Combine(_folder, "server.log");

    public static async Task<LocalServer> StartAsync(
        string name, string folder, IServerRecipe recipe, TimeProvider time, CancellationToken cancellationToken)
    {
        var server = new LocalServer(name, folder, recipe, time);
        try
        {
            await server.StartAgainAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        await _recipe.PrepareAsync(cancellationToken);
        _process = ChildProcess.Start(_control, _guard, _time, _recipe.Launch(LogFile, _mark));
        var since = _time.GetTimestamp();
        while (!await _recipe.AnswersAsync(cancellationToken))
        {
            if (_process.Exited.IsCompleted || _time.GetElapsedTime(since) > StartLimit)
            {
                throw new LabException(
                    $"{_name} did not start within {StartLimit.TotalSeconds} s on {_recipe.ConnectionString}. It says: {await LastWordsAsync()}");
            }

            await Task.Delay(ProbePause, _time, cancellationToken);
        }
    }

    public async Task KillAsync()
    {
        if (_process is not null)
        {
            await _process.KillAsync();
            _process = null;
        }
    }

    public Task PauseAsync(CancellationToken cancellationToken) => _control.PauseAsync(Pid, cancellationToken);

    public void Resume() => _control.Resume(Pid);

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_process is not null)
        {
            await _process.EndAsync(_recipe.End, ChildProcess.Grace);
        }

        await _guard.DisposeAsync();
    }

    private async Task<string> LastWordsAsync() => File.Exists(LogFile)
        ? string.Join(" / ", (await File.ReadAllLinesAsync(LogFile)).TakeLast(3))
        : "nothing";
}
