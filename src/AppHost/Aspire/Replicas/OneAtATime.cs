namespace Lab.AppHost.Aspire.Replicas;

/// <summary>Commands to one replica come one after another: two at once would see each other's half-made changes.</summary>
internal sealed class OneAtATime : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task RunAsync(Func<Task> command, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await command();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
