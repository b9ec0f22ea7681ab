using Lab.Chaos.Collect.Decoding;
using Lab.Chaos.Collect.Relaying;
using Lab.Chaos.Collect.Storing;

namespace Lab.Chaos.Collect.Receiving;

/// <summary>
/// What happens to an export call, however it came: read whole, or refused whole; then stored, then handed to the relay as it came.
/// </summary>
internal sealed class OtlpIntake(SpanStore spans, LogFile logs, MetricBook metrics, Relay? relay, CollectorCounts counts)
{
    private volatile Relay? _relay = relay;

    /// <summary>Bytes of one call, unpacked.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <exception cref="MalformedOtlpException">It is no such call; counted, nothing is kept of it.</exception>
    /// <exception cref="TooLargeException">It is too large once unpacked; counted.</exception>
    public void Take(Received received)
    {
        try
        {
            var body = received.IsGzip ? Unpacking.Unpack(received.Body, MostBytes) : received.Body;
            Store(received, body);
        }
        catch (MalformedOtlpException)
        {
            counts.Malformed();
            throw;
        }
        catch (TooLargeException)
        {
            counts.TooLarge();
            throw;
        }

        _relay?.Send(received);
    }

    /// <summary>What comes from now on is handed to this one.</summary>
    public void RelayTo(Relay next) => _relay = next;

    /// <summary>It was refused before it was read.</summary>
    public void Refused(bool isTooLarge)
    {
        if (isTooLarge)
        {
            counts.TooLarge();
        }
        else
        {
            counts.Malformed();
        }
    }

    private void Store(Received received, ReadOnlyMemory<byte> body)
    {
        switch (received.Signal)
        {
            case Signal.Traces:
                var read = received.IsJson ? JsonOtlp.Spans(body) : TraceReader.Read(body.Span);
                counts.Took(read.Count, 0, 0);
                foreach (var span in read)
                {
                    spans.Add(span);
                }

                break;
            case Signal.Logs:
                var lines = received.IsJson ? JsonOtlp.Logs(body) : LogReader.Read(body.Span);
                counts.Took(0, lines.Count, 0);
                foreach (var line in lines)
                {
                    logs.Add(line);
                }

                break;
            default:
                var points = received.IsJson ? JsonOtlp.Metrics(body) : MetricReader.Read(body.Span);
                counts.Took(0, 0, points.Count);
                foreach (var point in points)
                {
                    metrics.Add(point);
                }

                break;
        }
    }
}
