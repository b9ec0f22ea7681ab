using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Swarm;

internal enum OpCode : byte
{
    /// <summary>Goes to a replica of the callee, where the following steps are executed.</summary>
    Enter,

    /// <summary>Back to the replica that called.</summary>
    Leave,
    Read,
    Check,
    Call,
    Write,
    Atomic,
    Acquire,
    Release,
    Begin,
    Commit,
    Invalidate,
    End,
}

/// <summary>How an effect changes a cell.</summary>
internal enum Change : byte
{
    None,

    /// <summary>The value read plus the operand.</summary>
    AddToRead,

    /// <summary>The value there plus the operand.</summary>
    Add,
    Set,

    /// <summary>One more row.</summary>
    Row,

    /// <summary>A copy of what a register holds.</summary>
    Copy,

    /// <summary>The cell becomes absent.</summary>
    Remove,
}

/// <summary>One step, flat. Numbers point into the tables of <see cref="CompiledSystem"/>; −1 is none.</summary>
internal sealed record Instruction
{
    public required OpCode Code { get; init; }

    /// <summary>Its place in the list of all instructions.</summary>
    public int Index { get; init; }

    /// <summary>Service that executes it.</summary>
    public int Service { get; init; } = -1;

    /// <summary>Service or store that it waits for.</summary>
    public int Callee { get; init; } = -1;

    public int Boundary { get; init; } = -1;

    /// <summary>Cell template.</summary>
    public int Cell { get; init; } = -1;

    /// <summary>Where it keeps, or takes, what was read.</summary>
    public int Register { get; init; } = -1;

    public Change Change { get; init; }

    public long Operand { get; init; }

    /// <summary>Check: of the register. Atomic: of the cell.</summary>
    public Guard? Holds { get; init; }

    /// <summary>The register of the same cell: it knows afterwards what was stored. −1 where the program never reads that cell.</summary>
    public int Own { get; init; } = -1;

    /// <summary>The checks that this effect relies on.</summary>
    public Reliance[] Relies { get; init; } = [];

    /// <summary>Of a change of a cell with copies: its place among those of the program.</summary>
    public int Source { get; init; } = -1;

    /// <summary>Instruction to go on with: after a hit of a read with a miss block, after a block.</summary>
    public int Target { get; init; } = -1;

    /// <summary>Number of the step, depth-first from 1; 0 for what is no step of its own.</summary>
    public int Step { get; init; }

    /// <summary>Bit of this effect in the request's set of applied effects; −1 when applying it twice does no harm.</summary>
    public int EffectBit { get; init; } = -1;

    public bool Idempotent { get; init; }

    public bool InTransaction { get; init; }

    public bool ForUpdate { get; init; }

    /// <summary>Whether it waits for the row's lock; outside a transaction that is given back at once.</summary>
    public bool TakesRow { get; init; }

    public bool NeedsVersion { get; init; }

    /// <summary>Commit: registers whose cells must be unchanged; 0 when it is not serializable.</summary>
    public ulong Unchanged { get; init; }

    /// <summary>Acquire: nanoseconds; <see cref="long.MaxValue"/> for no lease.</summary>
    public long Lease { get; init; } = long.MaxValue;

    /// <summary>Effects: the fenced lock that must still be ours.</summary>
    public int FencedBy { get; init; } = -1;

    /// <summary>Whether time passes before it is carried out; the others are done in the same instant.</summary>
    public bool TakesTime { get; init; }

    /// <summary>Whether it changes a cell, or may.</summary>
    public bool IsEffect => Code is OpCode.Write or OpCode.Atomic or OpCode.Invalidate;
}

/// <summary>A check that an effect relies on.</summary>
internal sealed record Reliance
{
    public required Guard Check { get; init; }

    /// <summary>Template of the cell that was checked.</summary>
    public required int Cell { get; init; }

    /// <summary>Where it counts when the check does not hold any more.</summary>
    public required int Boundary { get; init; }

    public required Anomaly Anomaly { get; init; }
}
