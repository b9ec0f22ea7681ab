namespace Lab.Chaos.Predict.Forecasts;

/// <summary>A static hazard as a prediction tells it.</summary>
/// <param name="Hazard">Name, for example <c>read-then-write</c>.</param>
/// <param name="Operation">Null when it is no single operation's.</param>
/// <param name="Steps">Numbers of the steps that show it, depth-first from 1.</param>
/// <param name="Sentence">To be checked by hand.</param>
internal sealed record HazardNote(string Hazard, string? Operation, IReadOnlyList<int> Steps, string Sentence);
