using System.Threading.Channels;
using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress.Loads;

/// <summary>
/// Takes samples from the loop and writes them down as operations, on another thread.
/// <code>loop -> Add -> bounded channel -> operation -> history.jsonl, live numbers</code>
/// </summary>
internal sealed class LoadRecorder(LoadPlan plan, int firstVolley, HistoryWriter history, LiveNumbers live)
{
    // A quarter of a minute at 4,000 a second; when the disk is that far behind, the loop waits, and its schedule error shows it.
    private const int Capacity = 65_536;
    private const long WaitForRoom = 100_000;

    private readonly IndexedChance _traces = IndexedChance.Of(plan.Seed, $"load/traces/{plan.Keys[0]}");
    private readonly Channel<Sample> _samples = Channel.CreateBounded<Sample>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });

    /// <summary>Called by the loop.</summary>
    public void Add(Sample sample)
    {
        while (!_samples.Writer.TryWrite(sample) && !_samples.Reader.Completion.IsCompleted)
        {
            PreciseSleep.Nap(WaitForRoom);
        }
    }

    /// <summary>No more samples will come.</summary>
    public void Complete() => _samples.Writer.TryComplete();

    /// <summary>Ends when everything is written down, or the history cannot be written.</summary>
    public async Task WriteAsync()
    {
        try
        {
            // Not ended by a run's cancellation: what was seen gets written.
            await foreach (var sample in _samples.Reader.ReadAllAsync(CancellationToken.None))
            {
                live.Record(sample);
                await history.AppendAsync(new OperationLine(Operation(sample)), CancellationToken.None);
            }
        }
        catch (Exception failure)
        {
            _samples.Writer.TryComplete(failure);
            while (_samples.Reader.TryRead(out _))
            {
                // The loop must not wait for room that nobody makes; who awaits this method learns why.
            }

            throw;
        }
    }

    private Operation Operation(in Sample sample)
    {
        var session = plan.Sessions[sample.Session];
        var step = session.Steps[sample.Step];
        return new Operation
        {
            Id = RequestValues.Operation(plan.Id, sample.Number, sample.Step),
            Volley = firstVolley + sample.Key,
            Process = sample.Process,
            Key = plan.Keys[sample.Key],
            Scheduled = sample.Scheduled,
            Sent = sample.Sent,
            Returned = sample.Returned,
            Outcome = sample.Outcome,
            Status = sample.Status,
            Error = sample.Error,
            Replica = sample.Replica,
            TraceId = ArrivalContents.TraceIdOf(_traces, sample.Number, sample.Step),
            Received = sample.Received,
            FirstRead = sample.FirstRead,
            Step = plan.Sessions.Count == 1 && session.Steps.Count == 1 ? null : step.Name,
            Session = session.Steps.Count == 1 ? null : RequestValues.Operation(plan.Id, sample.Number, 0),
            Aside = step.Aside,
        };
    }
}
