using Lab.Contracts.Histories;

namespace Lab.Chaos.Histories;

/// <summary>What was written down of a load beside its keys.</summary>
/// <param name="Start">What was asked.</param>
/// <param name="End">How well it was sent; null when the run ended before it did.</param>
internal sealed record LoadHistory(LoadStarted Start, LoadEnded? End);
