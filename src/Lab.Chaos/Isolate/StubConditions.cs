using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;

namespace Lab.Chaos.Isolate;

/// <summary>The latencies that a condition sets at stubs, in force until disposed.</summary>
internal sealed class StubConditions : IAsyncDisposable
{
    private readonly Stack<HeldStub> _held = [];

    public static async Task<StubConditions> BeginAsync(Condition condition, ITarget target, CancellationToken cancellationToken)
    {
        var conditions = new StubConditions();
        try
        {
            foreach (var (service, latency) in condition.Stubs)
            {
                var stub = await HeldStub.TakeAsync(target, service, only: null, cancellationToken);
                conditions._held.Push(stub);
                await stub.SlowAsync(LognormalDelay.Of(latency.Median, latency.P99), cancellationToken);
            }

            return conditions;
        }
        catch
        {
            await conditions.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_held.TryPop(out var stub))
        {
            await stub.DisposeAsync();
        }
    }
}
