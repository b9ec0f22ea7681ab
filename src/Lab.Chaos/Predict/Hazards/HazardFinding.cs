using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>A shape of code that can go wrong, found without running anything. It says where to look, never how often it happens.</summary>
/// <param name="Hazard">Its name, for example <c>read-then-write</c>.</param>
/// <param name="Boundary">Where.</param>
/// <param name="Operation">Whose steps show it; null when no single operation's.</param>
/// <param name="Steps">Their numbers, depth-first from 1.</param>
/// <param name="Sentence">What to check by hand.</param>
internal sealed record HazardFinding(string Hazard, Boundary Boundary, string? Operation, IReadOnlyList<int> Steps, string Sentence);
