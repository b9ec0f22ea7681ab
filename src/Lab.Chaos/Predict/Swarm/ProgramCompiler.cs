using System.Diagnostics;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>Makes the steps of operations flat, and finds what each effect relies on.</summary>
internal sealed class ProgramCompiler
{
    private readonly SystemModel _model;
    private readonly List<Instruction> _code = [];
    private readonly List<CellTemplate> _cells = [];
    private readonly Dictionary<CellName, int> _cellNumbers = [];
    private readonly HashSet<int> _copied;
    private List<int> _registerCells = [];
    private List<int> _sourceCells = [];
    private int _effects;
    private int _step;

    public ProgramCompiler(SystemModel model)
    {
        _model = model;
        var steps = model.Operations.SelectMany(operation => All(operation.Steps)).ToList();
        var sources = steps.Where(step => step.From is not null)
            .GroupBy(step => new CellName(step.Resource, step.Key)).ToDictionary(copies => copies.Key, copies => copies.First().From!);

        // Sources come before their copies, so that a copy can point to its source.
        foreach (var name in sources.Values.Concat(steps.Select(step => new CellName(step.Resource, step.Key))).Distinct())
        {
            AddCell(name, sources, steps);
        }

        _copied = [.. _cells.Select(cell => cell.Source).Where(source => source >= 0)];
    }

    public IReadOnlyList<Instruction> Code => _code;

    public IReadOnlyList<CellTemplate> Cells => _cells;

    /// <param name="number">Of the program.</param>
    /// <param name="operation">Its place in the model.</param>
    /// <param name="lookOnly">Only what comes before the first effect or lock: what somebody does who merely looks.</param>
    public Program Compile(int number, int operation, bool lookOnly)
    {
        (_registerCells, _sourceCells, _effects, _step) = ([], [], 0, 0);
        var model = _model.Operations[operation];
        var start = _code.Count;
        var service = ServiceNumber(model.Service);
        Emit(new Instruction { Code = OpCode.Enter, Service = -1, Callee = service, TakesTime = true });
        var whole = EmitSteps(model.Steps, new Surroundings(service, null, -1), lookOnly);
        Emit(new Instruction { Code = OpCode.End, Service = service });
        Debug.Assert(whole || lookOnly, "only a look ends early");
        Relate(start);
        return new Program(number, operation, start, _registerCells, _sourceCells);
    }

    private static IEnumerable<Step> All(IReadOnlyList<Step> steps) => steps.SelectMany(step => All(step.Steps).Prepend(step));

    // False when the rest must not be executed.
    private bool EmitSteps(IReadOnlyList<Step> steps, Surroundings at, bool lookOnly)
    {
        foreach (var step in steps)
        {
            if (lookOnly && (step.Kind is StepKind.Write or StepKind.Atomic or StepKind.Invalidate || step.Applies))
            {
                return false;
            }

            if (!EmitStep(step, at, lookOnly))
            {
                return false;
            }
        }

        return true;
    }

    private bool EmitStep(Step step, Surroundings at, bool lookOnly)
    {
        var number = ++_step;
        var callee = ServiceNumber(step.Resource);
        var cell = _cellNumbers[new CellName(step.Resource, step.Key)];
        var basic = new Instruction
        {
            Code = OpCode.End,
            Service = at.Service,
            Callee = callee,
            Boundary = BoundaryNumber(at.Service, callee),
            Cell = cell,
            Step = number,
            InTransaction = step.Resource == at.Transaction,
            FencedBy = at.FencedBy,
            TakesTime = true,
        };
        switch (step.Kind)
        {
            case StepKind.Read:
                return EmitRead(step, basic, at, lookOnly);
            case StepKind.Check:
                Emit(basic with { Code = OpCode.Check, Register = Register(cell), Holds = step.Holds ?? new Guard(Relation.AtLeast, 1), TakesTime = false });
                return true;
            case StepKind.Call:
                return EmitCall(step, basic, at, lookOnly);
            case StepKind.Write:
                Emit(WithEffect(basic with { Code = OpCode.Write, Idempotent = step.Idempotent }, step));
                return true;
            case StepKind.Atomic:
                Emit(basic with
                {
                    Code = OpCode.Atomic,
                    Change = Change.Add,
                    Operand = step.Add ?? -1,
                    Holds = step.Holds,
                    NeedsVersion = step.Version,
                    Register = step.Version ? Register(cell) : -1,
                    Idempotent = step.Idempotent,
                    EffectBit = NextEffect(),
                });
                return true;
            case StepKind.Lock:
                return EmitLock(step, basic, at, lookOnly);
            case StepKind.Transaction:
                return EmitTransaction(step, basic, at, lookOnly);
            case StepKind.Invalidate:
                Emit(basic with { Code = OpCode.Invalidate, Change = Change.Remove });
                return true;
            default:
                throw new UnreachableException($"{step.Kind} is no kind of step.");
        }
    }

    private bool EmitRead(Step step, Instruction basic, Surroundings at, bool lookOnly)
    {
        var place = _code.Count;
        Emit(basic with { Code = OpCode.Read, Register = Register(basic.Cell), ForUpdate = step.ForUpdate && !lookOnly });
        if (step.Steps.Count > 0)
        {
            var whole = EmitSteps(step.Steps, at, lookOnly: false);
            Debug.Assert(whole, "a miss is done whole");
            _code[place] = _code[place] with { Target = _code.Count };
        }

        return true;
    }

    private bool EmitCall(Step step, Instruction basic, Surroundings at, bool lookOnly)
    {
        if (step.Operation is null)
        {
            Emit(basic with { Code = OpCode.Call, Cell = -1, Idempotent = step.Idempotent, EffectBit = step.Applies ? NextEffect() : -1 });
            return true;
        }

        var inner = _model.Operations.First(operation => operation.Name == step.Operation);
        Emit(basic with { Code = OpCode.Enter, Cell = -1 });
        var whole = EmitSteps(inner.Steps, new Surroundings(ServiceNumber(inner.Service), null, -1), lookOnly);
        Emit(new Instruction { Code = OpCode.Leave, Service = at.Service });
        return whole;
    }

    private bool EmitLock(Step step, Instruction basic, Surroundings at, bool lookOnly)
    {
        if (lookOnly)
        {
            return EmitSteps(step.Steps, at, lookOnly);
        }

        Emit(basic with { Code = OpCode.Acquire, Lease = step.Lease is { } lease ? (long)lease.TotalNanoseconds : long.MaxValue });
        EmitSteps(step.Steps, at with { FencedBy = step.Fencing ? basic.Cell : at.FencedBy }, lookOnly);
        Emit(basic with { Code = OpCode.Release, Step = 0 });
        return true;
    }

    private bool EmitTransaction(Step step, Instruction basic, Surroundings at, bool lookOnly)
    {
        if (lookOnly)
        {
            return EmitSteps(step.Steps, at, lookOnly);
        }

        var first = _code.Count;
        Emit(basic with { Code = OpCode.Begin, Cell = -1, Step = 0, TakesTime = false });
        EmitSteps(step.Steps, at with { Transaction = step.Resource }, lookOnly);
        var read = _code[first..].Where(instruction => instruction is { Code: OpCode.Read, InTransaction: true })
            .Aggregate(0UL, (set, instruction) => set | (1UL << instruction.Register));
        Emit(basic with { Code = OpCode.Commit, Cell = -1, Unchanged = step.Isolation == Isolation.Serializable ? read : 0 });
        return true;
    }

    private Instruction WithEffect(Instruction basic, Step step) => step switch
    {
        { New: true } => basic with { Change = Change.Row, Operand = 1, EffectBit = NextEffect() },
        { Set: { } constant } => basic with { Change = Change.Set, Operand = constant },
        { From: { } source } => basic with { Change = Change.Copy, Register = Register(_cellNumbers[source]) },
        _ => basic with { Change = Change.AddToRead, Operand = step.Add ?? -1, Register = Register(basic.Cell), EffectBit = NextEffect() },
    };

    // Each check guards the first later effect on its own cell; where there is none, the first later effect on anything.
    private void Relate(int start)
    {
        for (var check = start; check < _code.Count; check++)
        {
            if (_code[check].Code != OpCode.Check || _cells[_code[check].Cell].Sharing == CellSharing.Nobody)
            {
                continue;
            }

            var cell = _code[check].Cell;
            var effect = FirstEffect(check, instruction => instruction.Cell == cell && instruction.Change is not (Change.Set or Change.Copy or Change.Remove));
            if (effect < 0)
            {
                effect = FirstEffect(check, instruction => instruction.EffectBit >= 0);
            }

            if (effect >= 0 && _code[effect].Holds is null && !_code[effect].NeedsVersion)
            {
                _code[effect] = _code[effect] with { Relies = [.. _code[effect].Relies, Relied(_code[check], _code[effect])] };
            }
        }
    }

    private static Reliance Relied(Instruction check, Instruction effect) => new()
    {
        Check = check.Holds!.Value,
        Cell = check.Cell,
        Boundary = check.Boundary,
        Anomaly = Creates(effect) && IsAbsence(check.Holds!.Value) ? Anomaly.Phantom : Anomaly.StaleCheck,
    };

    private int FirstEffect(int after, Func<Instruction, bool> fits)
    {
        for (var n = after + 1; n < _code.Count; n++)
        {
            if (_code[n].Code is OpCode.Write or OpCode.Atomic or OpCode.Call && fits(_code[n]))
            {
                return n;
            }
        }

        return -1;
    }

    private static bool Creates(Instruction effect) => effect.Change == Change.Row || effect is { Change: Change.Add or Change.AddToRead, Operand: > 0 };

    private static bool IsAbsence(Guard guard) => guard.Holds(0) && !guard.Holds(1);

    private void AddCell(CellName name, Dictionary<CellName, CellName> sources, IReadOnlyList<Step> steps)
    {
        var source = sources.TryGetValue(name, out var from) && from != name ? _cellNumbers.GetValueOrDefault(from, -1) : -1;
        var sharing = name.Key.Contains("{operation}", StringComparison.Ordinal) || name.Key.Contains("{process}", StringComparison.Ordinal) ? CellSharing.Nobody
            : name.Key.Contains("{key}", StringComparison.Ordinal) ? CellSharing.Key
            : CellSharing.All;
        var rows = steps.Any(step => step.New && step.Resource == name.Resource && step.Key == name.Key);
        long? starts = _model.Swarm.Starts.TryGetValue(name.Key, out var given) ? given : rows ? 0 : null;
        _cellNumbers.Add(name, _cells.Count);
        _cells.Add(new CellTemplate(ServiceNumber(name.Resource), name.Key, sharing, starts, source));
    }

    private void Emit(Instruction instruction) => _code.Add(instruction with
    {
        Index = _code.Count,
        Own = instruction.Change is Change.AddToRead or Change.Set or Change.Copy || instruction.NeedsVersion ? _registerCells.IndexOf(instruction.Cell) : -1,
        Source = instruction.Change is Change.None or Change.Remove || !_copied.Contains(instruction.Cell) ? -1 : Place(_sourceCells, instruction.Cell),
    });

    private int NextEffect() => _effects++ < 64 ? _effects - 1 : -1;

    private int Register(int cell) => Place(_registerCells, cell);

    private static int Place(List<int> cells, int cell)
    {
        var place = cells.IndexOf(cell);
        if (place < 0)
        {
            place = cells.Count;
            cells.Add(cell);
        }

        return place;
    }

    private int ServiceNumber(string name)
    {
        for (var n = 0; n < _model.Services.Count; n++)
        {
            if (_model.Services[n].Name == name)
            {
                return n;
            }
        }

        throw new UnreachableException($"'{name}' is no service of {_model.Scenario}, because the scenario's reader checks names.");
    }

    private int BoundaryNumber(int from, int to)
    {
        for (var n = 0; n < _model.Boundaries.Count; n++)
        {
            if (_model.Boundaries[n].From == _model.Services[from].Name && _model.Boundaries[n].To == _model.Services[to].Name)
            {
                return n;
            }
        }

        throw new UnreachableException($"{_model.Services[from].Name} -> {_model.Services[to].Name} is no boundary, because the model lists all that steps touch.");
    }

    /// <summary>Where a step stands.</summary>
    /// <param name="Service">Executes it.</param>
    /// <param name="Transaction">Resource of the transaction around it; what it does elsewhere is no part of that. Null for none.</param>
    /// <param name="FencedBy">Cell of the fenced lock around it; −1 for none.</param>
    private sealed record Surroundings(int Service, string? Transaction, int FencedBy);
}
