using System.Diagnostics;

namespace Lab.Chaos.Targets;

/// <summary>Copies what the AppHost prints into its log, and keeps its error lines for the message when it does not start.</summary>
internal sealed class HostOutput : IDisposable
{
    private const int LinesKept = 50;

    private readonly List<string> _errors = [];
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamWriter _log;
    private int _open = 2;

    public HostOutput(Process process, string path)
    {
        _log = new StreamWriter(path) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Keep(line.Data, error: false);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, error: true);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What the host said on its way out: its error lines, or one line that says where to look.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync()
    {
        await _ended.Task;
        lock (_lock)
        {
            return _errors.Count > 0 ? [.. _errors] : ["The AppHost ended before it was ready and said nothing. Run src/AppHost by hand."];
        }
    }

    /// <summary>Closes the log; the host has ended by then.</summary>
    public void Dispose() => _log.Dispose();

    // A null line is the end of one of the two streams.
    private void Keep(string? line, bool error)
    {
        lock (_lock)
        {
            if (line is null)
            {
                if (--_open == 0)
                {
                    _log.Dispose();
                    _ended.TrySetResult();
                }

                return;
            }

            _log.WriteLine(line);
            if (error && line.Length > 0 && _errors.Count < LinesKept)
            {
                _errors.Add(line);
            }
        }
    }
}
