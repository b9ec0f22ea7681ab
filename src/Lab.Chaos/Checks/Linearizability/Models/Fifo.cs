namespace Lab.Chaos.Checks.Linearizability.Models;

/// <summary>A call on a queue.</summary>
internal abstract record QueueCall
{
    public sealed record Enqueue(string Value) : QueueCall
    {
        public override string ToString() => $"enqueue {Value}";
    }

    public sealed record Dequeue(string Value) : QueueCall
    {
        public override string ToString() => $"dequeue {Value}";
    }

    /// <summary>Was told that there was nothing.</summary>
    public sealed record Empty : QueueCall
    {
        public override string ToString() => "found it empty";
    }

    /// <summary>Took whatever came first, and nobody knows what.</summary>
    public sealed record DequeueUnseen : QueueCall
    {
        public override string ToString() => "dequeue ?";
    }
}

/// <summary>First in, first out. The state is what waits, the oldest first.</summary>
internal sealed class Fifo : ISequentialModel<Values, QueueCall>
{
    public Values Initial => Values.None;

    public bool TryApply(Values state, QueueCall call, out Values next)
    {
        var waiting = state.Items;
        (var applies, next) = call switch
        {
            QueueCall.Enqueue enqueue => (true, new Values(waiting.Add(enqueue.Value))),
            QueueCall.Dequeue when waiting.IsEmpty => (false, state),
            QueueCall.Dequeue dequeue => (waiting[0] == dequeue.Value, new Values(waiting.RemoveAt(0))),
            QueueCall.DequeueUnseen => (!waiting.IsEmpty, waiting.IsEmpty ? state : new Values(waiting.RemoveAt(0))),
            QueueCall.Empty => (waiting.IsEmpty, state),
            _ => throw new ArgumentException($"A queue knows no {call}.", nameof(call)),
        };
        return applies;
    }

    public QueueCall? Unanswered(QueueCall call) => call switch
    {
        QueueCall.Empty => null,
        QueueCall.Dequeue => new QueueCall.DequeueUnseen(),
        _ => call,
    };
}
