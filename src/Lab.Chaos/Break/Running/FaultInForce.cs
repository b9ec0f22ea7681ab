using System.Diagnostics;
using Lab.Chaos.Break.Faults;
using Lab.Chaos.Tracing;

namespace Lab.Chaos.Break.Running;

/// <summary>A fault that was injected and written down; disposal heals it and writes that down too.</summary>
internal sealed class FaultInForce : IAsyncDisposable
{
    private readonly FaultSite _site;
    private readonly Injected _injected;
    private readonly Activity? _span;
    private int _disposed;

    private FaultInForce(FaultSite site, string fault, Injected injected, Activity? span) =>
        (_site, Fault, _injected, _span) = (site, fault, injected, span);

    public string Fault { get; }

    public IReadOnlyList<string> Hit => _injected.Hit;

    /// <summary>Something is in force that has to be taken back.</summary>
    public bool Lasts => _injected.Lasts;

    /// <param name="site">Where.</param>
    /// <param name="fault">What.</param>
    /// <param name="injection">Into whom.</param>
    /// <param name="tracePoint">Where in the service, or null when it was aimed by time.</param>
    /// <param name="parent">The volley's span.</param>
    /// <param name="operation">The one held at the trace point; default for none.</param>
    /// <param name="cancellationToken">Ends the injection; what was injected is healed.</param>
    public static async Task<FaultInForce> BeginAsync(
        FaultSite site, IFault fault, Injection injection, string? tracePoint, ActivityContext parent, ActivityContext operation, CancellationToken cancellationToken)
    {
        var touched = operation == default ? site.Book.Span : operation;
        var span = Spans.Fault(parent, fault.Name, string.Join(", ", injection.Targets.Select(target => target.Id)), tracePoint, touched);
        var injected = await fault.InjectAsync(injection, cancellationToken);
        await site.Book.WriteAsync(injected.Action, fault.Name, injected.Hit, tracePoint);
        return new FaultInForce(site, fault.Name, injected, span);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        if (_injected.Lasts)
        {
            await _injected.DisposeAsync();
            await _site.Book.WriteAsync(_injected.Healing, Fault, _injected.Hit, tracePoint: null);
        }

        _span?.Dispose();
    }
}
