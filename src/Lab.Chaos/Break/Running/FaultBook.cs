using System.Diagnostics;
using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Break.Running;

/// <summary>Writes faults into the history, under the volley that was on its way when they happened.</summary>
internal sealed class FaultBook(HistoryWriter history, TimeProvider time)
{
    private readonly Lock _oneAtATime = new();
    private readonly List<FaultEvent> _events = [];
    private int _volley;
    private Activity? _span;

    /// <summary>Span of the volley that is on its way while faults come and go by a schedule; default for none.</summary>
    public ActivityContext Span => Volatile.Read(ref _span)?.Context ?? default;

    /// <summary>From now on faults touch this volley.</summary>
    public void Strikes(Activity? span) => Volatile.Write(ref _span, span);

    /// <summary>From now on what happens belongs to this volley.</summary>
    public void Begin(int volley) => Volatile.Write(ref _volley, volley);

    /// <summary>What happened since <see cref="Begin"/> was called with that number.</summary>
    public IReadOnlyList<FaultEvent> Of(int volley)
    {
        lock (_oneAtATime)
        {
            return [.. _events.Where(happened => happened.Volley == volley)];
        }
    }

    /// <summary>Everything, in order.</summary>
    public IReadOnlyList<FaultEvent> All
    {
        get
        {
            lock (_oneAtATime)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Writes it down for each that was hit.</summary>
    public async Task WriteAsync(string action, string fault, IReadOnlyList<string> hit, string? tracePoint)
    {
        foreach (var replica in hit)
        {
            var happened = new FaultEvent
            {
                Volley = Volatile.Read(ref _volley),
                At = time.GetTimestamp(),
                Action = action,
                Fault = fault,
                Replica = replica,
                TracePoint = tracePoint,
            };
            lock (_oneAtATime)
            {
                _events.Add(happened);
            }

            await history.AppendAsync(happened, CancellationToken.None);
        }
    }
}
