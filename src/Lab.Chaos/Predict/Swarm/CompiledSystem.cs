using Lab.Chaos.Predict.Model;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>A model made ready to run: flat programs, numbered cells and boundaries, sampling tables. Immutable, shared by all worlds.</summary>
internal sealed class CompiledSystem
{
    private readonly IReadOnlyList<int>[] _registerCells;
    private readonly int[][] _sourceCells;
    private readonly int[] _starts;

    private CompiledSystem(SystemModel model)
    {
        Model = model;
        var compiler = new ProgramCompiler(model);
        var operations = model.Operations.Count;
        Programs = [.. Enumerable.Range(0, operations).Select(n => compiler.Compile(n, n, lookOnly: false))];
        Looks = [.. Enumerable.Range(0, operations).Select(n => compiler.Compile(operations + n, n, lookOnly: true))];
        _starts = [.. Programs.Concat(Looks).Select(program => program.Start)];
        _registerCells = [.. Programs.Concat(Looks).Select(program => program.RegisterCells)];
        _sourceCells = [.. Programs.Concat(Looks).Select(program => program.SourceCells.ToArray())];
        Code = WithRowLocks(compiler.Code);
        Cells = [.. compiler.Cells];
        Latencies = [.. model.Services.Select(service => LatencyTable.Lognormal(service.Latency.Value))];
        Cpu = [.. model.Services.Select(service => (long)service.Cpu.Value.TotalNanoseconds)];
        Mix = new OperationMix(model);
        Think = LatencyTable.Lognormal(model.Swarm.Think);
        Popularity = Zipf.Cumulative(model.Swarm.Keys, model.Swarm.Zipf);
        Registers = _registerCells.Select(cells => cells.Count).Append(1).Max();
        Sources = _sourceCells.Max(cells => cells.Length);
        Patience = (long)Programs.Select(program => Uncontended(model, Code, program)).Append(1).Max();
    }

    public SystemModel Model { get; }

    /// <summary>One an operation, in the model's order.</summary>
    public IReadOnlyList<Program> Programs { get; }

    /// <summary>The reading part of each operation: what refreshers and browsers do.</summary>
    public IReadOnlyList<Program> Looks { get; }

    public Instruction[] Code { get; }

    public CellTemplate[] Cells { get; }

    /// <summary>One a service.</summary>
    public LatencyTable[] Latencies { get; }

    /// <summary>Nanoseconds of one step, one a service.</summary>
    public long[] Cpu { get; }

    /// <summary>What clients send.</summary>
    public OperationMix Mix { get; }

    public LatencyTable Think { get; }

    /// <summary>Of keys, cumulative, the last entry being <see cref="uint.MaxValue"/>.</summary>
    public uint[] Popularity { get; }

    /// <summary>Most cells that a program remembers.</summary>
    public int Registers { get; }

    /// <summary>Most cells with copies that a program changes.</summary>
    public int Sources { get; }

    /// <summary>
    /// Nanoseconds after which a retrier sends again: the sum of all steps' p99 with nobody else there, so that it retries only when
    /// something else is in the way.
    /// </summary>
    public long Patience { get; }

    /// <summary>Cell templates that a program remembers, one a register.</summary>
    public IReadOnlyList<int> RegisterCells(int program) => _registerCells[program];

    /// <summary>Cell templates with copies that a program changes.</summary>
    public int[] SourceCells(int program) => _sourceCells[program];

    /// <summary>First instruction of a program.</summary>
    public int Start(int program) => _starts[program];

    public static CompiledSystem Compile(SystemModel model) => new(model);

    // A single statement waits for a row that a transaction has locked; where no transaction locks, it has nothing to wait for.
    private static Instruction[] WithRowLocks(IReadOnlyList<Instruction> code)
    {
        var locking = code.Where(step => step.Cell >= 0 && step.InTransaction && (step.ForUpdate || step.IsEffect)).ToHashSet();
        var rows = locking.Select(step => step.Cell).ToHashSet();
        return [.. code.Select(step => step with { TakesRow = locking.Contains(step) || (step.IsEffect && rows.Contains(step.Cell)) })];
    }

    private static double Uncontended(SystemModel model, Instruction[] code, Program program)
    {
        var total = 0.0;
        for (var n = program.Start; code[n].Code != OpCode.End; n++)
        {
            if (code[n].TakesTime)
            {
                total += model.Services[code[n].Callee].Latency.Value.P99.TotalNanoseconds;
                total += code[n].Service < 0 ? 0 : model.Services[code[n].Service].Cpu.Value.TotalNanoseconds;
            }
        }

        return total;
    }
}
