namespace Lab.Chaos.Tracing.Accesses;

/// <summary>What a command or statement does to a cell.</summary>
internal enum Effect
{
    /// <summary>Sees its value.</summary>
    Read,

    /// <summary>Sees it and keeps its row from others until the transaction ends.</summary>
    ReadForUpdate,

    /// <summary>Puts a value there, whatever was there.</summary>
    Overwrite,

    /// <summary>Changes it by an amount, whatever was there: additions may come in any order.</summary>
    Add,

    /// <summary>Adds a row of its own.</summary>
    Insert,

    /// <summary>Takes it away.</summary>
    Remove,

    /// <summary>Tests and changes in one indivisible step, so that what was read before decides nothing.</summary>
    Guarded,

    /// <summary>Takes a lock.</summary>
    Lock,

    /// <summary>Gives a lock back.</summary>
    Unlock,

    /// <summary>Begins a transaction.</summary>
    Begin,

    /// <summary>Ends a transaction.</summary>
    End,

    /// <summary>Waits for another service: nothing of ours, but time in which others come.</summary>
    Call,
}
