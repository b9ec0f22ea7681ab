namespace Lab.Chaos.Collect.Decoding;

/// <summary>What was sent is no OTLP message. The sender is told; nothing of it is stored.</summary>
internal sealed class MalformedOtlpException(string message, Exception? inner = null) : Exception(message, inner);
