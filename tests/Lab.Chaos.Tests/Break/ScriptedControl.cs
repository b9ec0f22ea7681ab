using Lab.Chaos.Targets;
using Lab.Contracts.Control;

namespace Lab.Chaos.Tests.Break;

/// <summary>Writes down what is put where, and taken back.</summary>
internal sealed class ScriptedControl : IFaultControl
{
    private readonly List<string> _done = [];

    /// <summary>For example <c>put Latency Upstream on cache-link</c>, <c>clear cache-link</c>.</summary>
    public IReadOnlyList<string> Done => _done;

    public List<ToxicWish> Wishes { get; } = [];

    public List<StressWish> Stress { get; } = [];

    public Task<IAsyncDisposable> HoldAsync(CancellationToken cancellationToken) => throw new NotSupportedException("Nobody holds this one.");

    public Task PutToxicAsync(string link, string name, ToxicWish wish, CancellationToken cancellationToken)
    {
        Wishes.Add(wish);
        _done.Add($"put {wish.Kind} {wish.Direction} on {link}");
        return Task.CompletedTask;
    }

    public Task RemoveToxicAsync(string link, string name, CancellationToken cancellationToken)
    {
        _done.Add($"clear {link}");
        return Task.CompletedTask;
    }

    public Task<StressAnswer> StressAsync(string? replica, StressWish wish, CancellationToken cancellationToken)
    {
        Stress.Add(wish);
        _done.Add($"stress {wish.Kind} ×{wish.Workers} {replica ?? "machine"}");
        return Task.FromResult(new StressAnswer([1], InsideQuota: true));
    }

    public Task EndStressAsync(string? replica, CancellationToken cancellationToken)
    {
        _done.Add($"end {replica ?? "machine"}");
        return Task.CompletedTask;
    }

    public Task LimitAsync(string replica, string? cpu, string? memory, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<LimitUsage> LimitUsageAsync(string replica, CancellationToken cancellationToken) => Task.FromResult(LimitUsage.None);
}
