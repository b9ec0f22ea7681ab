namespace Lab.Services.Tests.Support;

/// <summary>Waits for what another process or loop will bring about, and for no longer than that takes.</summary>
internal static class Eventually
{
    // How long a broken build takes to fail; a good one never waits for it.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            await Task.Delay(Pause, TimeProvider.System, limit.Token);
        }
    }
}
