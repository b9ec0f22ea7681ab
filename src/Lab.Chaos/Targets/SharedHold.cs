namespace Lab.Chaos.Targets;

/// <summary>The hold of this process: the first to ask for it opens it, the last to let go ends it. A condition that limits and a fault that kills hold at once.</summary>
internal sealed class SharedHold(HttpClient http) : IDisposable
{
    private readonly SemaphoreSlim _oneChange = new(1);
    private ControlHold? _held;
    private int _holders;

    /// <exception cref="Lab.Contracts.LabException">Another process has it.</exception>
    public async Task<IAsyncDisposable> JoinAsync(CancellationToken cancellationToken)
    {
        await _oneChange.WaitAsync(cancellationToken);
        try
        {
            _held ??= await ControlHold.BeginAsync(http, cancellationToken);
            _holders++;
            return new Share(this);
        }
        finally
        {
            _oneChange.Release();
        }
    }

    public void Dispose() => _oneChange.Dispose();

    private async Task LeaveAsync()
    {
        await _oneChange.WaitAsync(CancellationToken.None);
        try
        {
            if (--_holders == 0 && _held is { } held)
            {
                _held = null;
                await held.DisposeAsync();
            }
        }
        finally
        {
            _oneChange.Release();
        }
    }

    private sealed class Share(SharedHold hold) : IAsyncDisposable
    {
        private bool _left;

        public async ValueTask DisposeAsync()
        {
            if (!_left)
            {
                _left = true;
                await hold.LeaveAsync();
            }
        }
    }
}
