namespace Lab.TestKit.Charts;

/// <summary>What the renderer refuses: file, line and expression, and why. Guessing would judge another manifest than helm installs.</summary>
internal sealed class ChartException(string message) : Exception(message);
