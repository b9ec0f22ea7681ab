namespace Lab.Chaos.Collect.Receiving;

/// <summary>An export call is larger than the collector takes, as sent or once unpacked.</summary>
internal sealed class TooLargeException(int most) : Exception($"An export call may have at most {most} bytes, unpacked. Send smaller batches (OTEL_BSP_MAX_EXPORT_BATCH_SIZE).");
