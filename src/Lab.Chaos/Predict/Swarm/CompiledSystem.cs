using Lab.Chaos.Predict.Model;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>A model made ready to run: flat programs, numbered cells and boundaries, sampling tables. Immutable, shared by all worlds.</summary>
internal sealed partial class CompiledSystem
{
    private CompiledSystem(SystemModel model) => Model = model;

    public SystemModel Model { get; }

    public static CompiledSystem Compile(SystemModel model) => new(model);
}
