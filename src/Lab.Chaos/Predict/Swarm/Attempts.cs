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

    /// <summary>The attempt of the same request that was sent before this one and still runs; −1 for none.</summary>
    public int Earlier;

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
internal readonly record struct HeldLock
{
    /// <summary>Whose lock.</summary>
    public required int Cell { get; init; }

    /// <summary>Of the grant: another token there means that it was lost.</summary>
    public required int Token { get; init; }

    /// <summary>Instruction that took it.</summary>
    public required int Step { get; init; }

    /// <summary>Level of calls at whose replica it was taken.</summary>
    public required sbyte Depth { get; init; }

    /// <summary>Held to the end of the transaction.</summary>
    public required bool Row { get; init; }
}

/// <summary>What a step is about to store, settled when it was executed; in a transaction it is carried out at the commit.</summary>
/// <param name="Step">Instruction.</param>
/// <param name="Version">Of what was read for it; −1 where that does not matter.</param>
/// <param name="Value">Stored, or added where the step adds to what is there.</param>
internal readonly record struct Effect(int Step, int Version, long Value);

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

    /// <summary>Slot of the attempt that was sent last of those that run.</summary>
    public int LastSlot;

    /// <summary>Attempts that still run.</summary>
    public int Alive;

    public short Operation;
    public byte Attempts;

    /// <summary>Only the reading part of the operation is executed.</summary>
    public bool Looks;

    /// <summary>The client knows how it ended, or has given up.</summary>
    public bool Over;

    /// <summary>The client has given up: nothing of it waits in a line any more.</summary>
    public bool Abandoned;
}

/// <summary>Slots of attempts and requests with what belongs to them, reused; they grow only while a world warms up.</summary>
internal sealed class Attempts
{
    public const int MostLocks = 8;
    public const int MostEffects = 16;
    public const int MostDepth = 6;

    private readonly int _registers;
    private readonly int _sources;
    private Attempt[] _attempts = [];
    private Request[] _requests = [];
    private Register[] _registersOf = [];
    private HeldLock[] _held = [];
    private Effect[] _pending = [];
    private int[] _changed = [];
    private int[] _freeAttempts = [];
    private int[] _freeRequests = [];
    private int _freeAttemptCount;
    private int _freeRequestCount;

    /// <param name="registers">Most cells that a program remembers.</param>
    /// <param name="sources">Most cells with copies that a program changes.</param>
    public Attempts(int registers, int sources) => (_registers, _sources) = (registers, sources);

    /// <summary>Attempts that have not ended.</summary>
    public int UnderWay => Capacity - _freeAttemptCount;

    /// <summary>Slots there are; used ones have a request.</summary>
    public int Capacity => _attempts.Length;

    public ref Attempt this[int slot] => ref _attempts[slot];

    public ref Request Request(int slot) => ref _requests[slot];

    public ref Register Register(int slot, int n) => ref _registersOf[(slot * _registers) + n];

    /// <summary>It has read and changed nothing.</summary>
    public void Forget(int slot)
    {
        for (var n = 0; n < _registers; n++)
        {
            Register(slot, n) = new Register { Version = -1 };
        }

        for (var n = 0; n < _sources; n++)
        {
            Changed(slot, n) = -1;
        }
    }

    public ref HeldLock Held(int slot, int n) => ref _held[(slot * MostLocks) + n];

    public ref Effect Pending(int slot, int n) => ref _pending[(slot * MostEffects) + n];

    /// <summary>Version that it gave to a cell with copies; −1 when it did not change it.</summary>
    public ref int Changed(int slot, int n) => ref _changed[(slot * _sources) + n];

    /// <summary>An attempt of that request has begun.</summary>
    public void Join(int slot, ref Request request)
    {
        _attempts[slot].Earlier = request.Alive == 0 ? -1 : request.LastSlot;
        request.LastSlot = slot;
        request.Alive++;
    }

    /// <summary>An attempt of that request has ended.</summary>
    public void Part(int slot, ref Request request)
    {
        request.Alive--;
        if (request.LastSlot == slot)
        {
            request.LastSlot = _attempts[slot].Earlier;
            return;
        }

        var later = request.LastSlot;
        while (_attempts[later].Earlier != slot)
        {
            later = _attempts[later].Earlier;
        }

        _attempts[later].Earlier = _attempts[slot].Earlier;
    }

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
        Array.Resize(ref _changed, room * _sources);
        Array.Resize(ref _freeAttempts, room);
        Array.Resize(ref _freeRequests, room);
    }
}
