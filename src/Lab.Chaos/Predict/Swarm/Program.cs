namespace Lab.Chaos.Predict.Swarm;

/// <summary>An operation made flat. All programs stand in one list of instructions.</summary>
/// <param name="Number">Its place among all programs.</param>
/// <param name="Operation">Its place in the model; a look is the reading part of the operation of the same place.</param>
/// <param name="Start">First instruction.</param>
/// <param name="RegisterCells">Cell templates that it remembers, one a register.</param>
/// <param name="SourceCells">Cell templates with copies that it changes.</param>
internal sealed record Program(int Number, int Operation, int Start, IReadOnlyList<int> RegisterCells, IReadOnlyList<int> SourceCells);
