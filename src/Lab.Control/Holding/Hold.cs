using Lab.Contracts;

namespace Lab.Control.Holding;

/// <summary>
/// The one hold of a lab: <c>begin -> (break things) -> end, however -> everything that is still broken is mended -> the next may begin</c>.
/// </summary>
internal sealed class Hold(Undoings undoings, TimeProvider time)
{
    private static readonly TimeSpan UndoLimit = TimeSpan.FromSeconds(30);

    // A caller that was killed may have asked for one thing more, which is still being read from its socket.
    private static readonly TimeSpan Stragglers = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private TaskCompletionSource? _held;
    private Task<IReadOnlyList<string>>? _ending;

    /// <summary>Waits for the end of one that is ending.</summary>
    /// <returns>Done when the hold is over.</returns>
    /// <exception cref="LabException">Somebody else has it.</exception>
    public async Task<TaskCompletionSource> BeginAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task ending;
            lock (_lock)
            {
                if (_held is null)
                {
                    undoings.Open();
                    return _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                ending = _ending ?? throw new LabException("Somebody else breaks things in this lab at the moment. Wait until that has ended, or end it: DELETE /v1/hold");
            }

            await ending.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Mends everything; done when all of it is mended.</summary>
    /// <param name="held">Which; null for the one there is. Harmless when it is over.</param>
    /// <param name="keepsSettings">Changed variables stay: only what was broken is mended.</param>
    /// <returns>What could not be mended, and why.</returns>
    public async Task<IReadOnlyList<string>> EndAsync(TaskCompletionSource? held, bool keepsSettings)
    {
        Task<IReadOnlyList<string>> ending;
        lock (_lock)
        {
            if (_held is null || (held is not null && held != _held))
            {
                return [];
            }

            if (keepsSettings && _ending is null)
            {
                undoings.KeepSettings();
            }

            ending = _ending ??= UndoAsync(_held);
        }

        return await ending;
    }

    private async Task<IReadOnlyList<string>> UndoAsync(TaskCompletionSource held)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);   // out of the caller's lock
        List<string> problems = [];
        do
        {
            // All at once: what touches the same replica waits for each other there.
            problems.AddRange((await Task.WhenAll(undoings.Take().Select(UndoAsync))).OfType<string>());
            await Task.Delay(Stragglers, time, CancellationToken.None);
        }
        while (!undoings.TryClose());

        lock (_lock)
        {
            (_held, _ending) = (null, null);
        }

        held.SetResult();
        return problems;
    }

    private async Task<string?> UndoAsync(KeyValuePair<string, Func<CancellationToken, Task>> noted)
    {
        using var limit = new CancellationTokenSource(UndoLimit, time);
        try
        {
            await noted.Value(limit.Token);
            return null;
        }
        catch (Exception e)
        {
            // The edge of a worker: whatever went wrong with one must not keep the others from being mended.
            return $"{noted.Key}: {(e is OperationCanceledException ? $"not within {UndoLimit.TotalSeconds} s" : e.Message)}";
        }
    }
}
