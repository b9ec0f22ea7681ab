namespace Lab.Chaos.Tracing.Accesses;

/// <summary>One access of one request.</summary>
internal sealed record Access
{
    public required Effect Effect { get; init; }

    public required Cell Cell { get; init; }

    /// <summary>The key as it was sent; null where the span does not tell it, as SQL with parameters.</summary>
    public string? Sent { get; init; }

    /// <summary>A row of its own, which no other request has.</summary>
    public bool IsNewRow { get; init; }

    /// <summary>Looks like the taking of a lock, if the same key is given back later: SET with NX, or one of which only the key is told.</summary>
    public bool MayLock { get; init; }

    /// <summary>Looks like the giving back, if the same key was taken before.</summary>
    public bool MayUnlock { get; init; }

    /// <summary>A lock that ends by itself: whoever sleeps past its end goes on without it.</summary>
    public bool IsLease { get; init; }

    /// <summary>A transaction that starts over, or fails, when what it read has changed.</summary>
    public bool IsSerializable { get; init; }

    public bool Reads => Effect is Effect.Read or Effect.ReadForUpdate;

    public bool Changes => Effect is Effect.Overwrite or Effect.Add or Effect.Insert or Effect.Remove or Effect.Guarded;

    /// <summary>As a sentence goes on after the name of a request.</summary>
    public string Deed => Effect switch
    {
        Effect.Read => $"reads {Cell}",
        Effect.ReadForUpdate => $"reads {Cell} for update",
        Effect.Overwrite => $"overwrites {Cell}",
        Effect.Add => $"adds to {Cell}",
        Effect.Insert => $"inserts into {Cell}",
        Effect.Remove => $"removes {Cell}",
        Effect.Guarded => $"tests and changes {Cell}",
        Effect.Lock => $"locks {Cell}",
        Effect.Unlock => $"unlocks {Cell}",
        Effect.Begin => $"begins a transaction of {Cell.Store}",
        Effect.End => $"ends its transaction of {Cell.Store}",
        Effect.Call => $"calls {Cell.Store}",
        _ => throw new System.Diagnostics.UnreachableException($"{Effect} is no effect."),
    };
}
