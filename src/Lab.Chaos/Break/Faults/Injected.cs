namespace Lab.Chaos.Break.Faults;

/// <summary>A fault that is in force, or a strike that was carried out. Disposal heals it, once.</summary>
/// <param name="action">What was done: <c>kill</c>, <c>restart</c>, <c>pause</c>, <c>inject</c>.</param>
/// <param name="hit">What it was done to: replicas, links, the machine.</param>
/// <param name="heal">Undoes it; null for a strike.</param>
/// <param name="healing">What undoing it is called: <c>resume</c>, <c>heal</c>.</param>
internal sealed class Injected(string action, IReadOnlyList<string> hit, Func<Task>? heal = null, string healing = "heal") : IAsyncDisposable
{
    private int _healed;

    public string Action => action;

    public IReadOnlyList<string> Hit => hit;

    public string Healing => healing;

    /// <summary>Something is in force that has to be taken back.</summary>
    public bool Lasts => heal is not null;

    public async ValueTask DisposeAsync()
    {
        if (heal is not null && Interlocked.Exchange(ref _healed, 1) == 0)
        {
            await heal();
        }
    }
}
