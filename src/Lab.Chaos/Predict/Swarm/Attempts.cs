namespace Lab.Chaos.Predict.Swarm;

/// <summary>One execution of an operation on behalf of a request. One cache line: a world reads another one at each step.</summary>
internal struct Attempt
{
    /// <summary>Slot of the logical request; −1 when this slot is free.</summary>
    public int Request;

    /// <summary>Changes whenever the attempt starts to wait for something else, so that outdated events are seen as such.</summary>
    public int Stamp;

    public int Key;

    /// <summary>The instruction whose moment comes next.</summary>
    public int Next;

    /// <summary>Cell whose lock it waits for; −1 for none.</summary>
    public int WaitsFor;

    public int NextWaiter;
    public int EarlierWaiter;

    /// <summary>When a read began: what its source had acknowledged by then.</summary>
    public int AcknowledgedAtStart;

    /// <summary>Last change of a cell that others copy; told to be acknowledged at the end. −1 for none.</summary>
    public int ChangedSource;

    public int ChangedVersion;
    public Replicas Replicas;
    public short Program;
    public sbyte Depth;
    public byte Number;
    public byte StartsOver;
    public byte HeldLocks;
    public byte PendingEffects;
}

/// <summary>Replica at which each level of calls is executed; level 0 is the operation's own.</summary>
[System.Runtime.CompilerServices.InlineArray(Attempts.MostDepth)]
internal struct Replicas
{
    private short _first;
}

/// <summary>What an attempt remembers of a cell.</summary>
internal struct Register
{
    public long Value;

    /// <summary>−1 when it was not read.</summary>
    public int Version;
}

/// <summary>A lock that an attempt holds.</summary>
/// <param name="Cell">Whose lock.</param>
/// <param name="Token">Of the grant: another token there means that it was lost.</param>
/// <param name="Row">Held to the end of the transaction.</param>
internal readonly record struct HeldLock(int Cell, int Token, bool Row);

/// <summary>What a request is to its client, across its attempts.</summary>
internal struct Request
{
    public long Began;

    /// <summary>Effects that were applied, by their bits.</summary>
    public ulong Applied;

    /// <summary>Boundaries at which it was violated, by number; the last bit stands for all beyond.</summary>
    public ulong Violated;

    public int Agent;
    public int Number;
    public int Key;

    /// <summary>Slot of the attempt that was sent last.</summary>
    public int LastSlot;

    /// <summary>Attempts that still run.</summary>
    public int Alive;

    public short Operation;
    public byte Attempts;

    /// <summary>Only the reading part of the operation is executed.</summary>
    public bool Looks;

    /// <summary>The client knows how it ended, or has given up.</summary>
    public bool Over;
}

/// <summary>Slots of attempts and requests with what belongs to them, reused; they grow only while a world warms up.</summary>
internal sealed class Attempts
{
    public const int MostLocks = 8;
    public const int MostEffects = 16;
    public const int MostDepth = 6;

    private readonly int _registers;
    private Attempt[] _attempts = [];
    private Request[] _requests = [];
    private Register[] _registersOf = [];
    private HeldLock[] _held = [];
    private int[] _pending = [];
    private int[] _freeAttempts = [];
    private int[] _freeRequests = [];
    private int _freeAttemptCount;
    private int _freeRequestCount;

    public Attempts(int registers) => _registers = registers;

    /// <summary>Slots there are; used ones have a request.</summary>
    public int Capacity => _attempts.Length;

    public ref Attempt this[int slot] => ref _attempts[slot];

    public ref Request Request(int slot) => ref _requests[slot];

    public ref Register Register(int slot, int n) => ref _registersOf[(slot * _registers) + n];

    public void Forget(int slot)
    {
        for (var n = 0; n < _registers; n++)
        {
            Register(slot, n).Version = -1;
        }
    }

    public ref HeldLock Held(int slot, int n) => ref _held[(slot * MostLocks) + n];

    public ref int Pending(int slot, int n) => ref _pending[(slot * MostEffects) + n];

    /// <summary>Frees everything and makes room for that many at least.</summary>
    public void Reset(int room)
    {
        if (_attempts.Length < room)
        {
            Grow(room);
        }

        _freeAttemptCount = _freeRequestCount = 0;
        for (var slot = _attempts.Length - 1; slot >= 0; slot--)
        {
            _attempts[slot].Request = -1;
            _attempts[slot].Stamp = 0;
            _freeAttempts[_freeAttemptCount++] = slot;
            _freeRequests[_freeRequestCount++] = slot;
        }
    }

    public int TakeAttempt()
    {
        if (_freeAttemptCount == 0)
        {
            GrowTwice();
        }

        return _freeAttempts[--_freeAttemptCount];
    }

    public int TakeRequest()
    {
        if (_freeRequestCount == 0)
        {
            GrowTwice();
        }

        return _freeRequests[--_freeRequestCount];
    }

    public void FreeAttempt(int slot)
    {
        _attempts[slot].Request = -1;
        _attempts[slot].Stamp++;
        _freeAttempts[_freeAttemptCount++] = slot;
    }

    public void FreeRequest(int slot) => _freeRequests[_freeRequestCount++] = slot;

    private void GrowTwice()
    {
        var before = _attempts.Length;
        Grow(before * 2);
        for (var slot = _attempts.Length - 1; slot >= before; slot--)
        {
            _attempts[slot].Request = -1;
            _freeAttempts[_freeAttemptCount++] = slot;
            _freeRequests[_freeRequestCount++] = slot;
        }
    }

    private void Grow(int room)
    {
        Array.Resize(ref _attempts, room);
        Array.Resize(ref _requests, room);
        Array.Resize(ref _registersOf, room * _registers);
        Array.Resize(ref _held, room * MostLocks);
        Array.Resize(ref _pending, room * MostEffects);
        Array.Resize(ref _freeAttempts, room);
        Array.Resize(ref _freeRequests, room);
    }
}
