using Lab.Chaos.Targets;

namespace Lab.Chaos.Experiments;

/// <summary>
/// The service that a volley arrives at is scheduled before everything behind it, as long as the volley lasts. On a laptop they share a
/// few processors, and whoever has got through first has others at work that keep the rest of the volley waiting at the door: on two
/// cores the 200 requests of ticketing arrived within 2.1 to 2.7 ms instead of 5 to 13 ms. In production the entry has processors of
/// its own.
/// </summary>
internal sealed class EntryFirst : IAsyncDisposable
{
    // Longer than a volley takes to be staged, released and answered; should this process die, the host ends it then.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    private readonly ITarget _target;
    private readonly string _service;
    private bool _ended;

    private EntryFirst(ITarget target, string service, bool isFirst) => (_target, _service, IsFirst) = (target, service, isFirst);

    /// <summary>False where the system does not allow it, or the processes are not ours.</summary>
    public bool IsFirst { get; }

    public static async Task<EntryFirst> BeginAsync(ITarget target, string service, CancellationToken cancellationToken) =>
        new(target, service, await target.BoostAsync(service, Most, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (!_ended && IsFirst)
        {
            _ended = true;
            await _target.EndBoostAsync(_service, CancellationToken.None);
        }
    }
}
