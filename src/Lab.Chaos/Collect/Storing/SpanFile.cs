using System.Buffers;
using System.Text.Json;

namespace Lab.Chaos.Collect.Storing;

/// <summary>Appends spans to spans.jsonl and keeps the index of what it wrote. For one thread at a time.</summary>
internal sealed class SpanFile : IDisposable
{
    private const int FlushBytes = 64 * 1024;

    private readonly FileStream _file;
    private readonly SpanIndex _index;
    private readonly ArrayBufferWriter<byte> _unwritten = new(FlushBytes);
    private readonly Utf8JsonWriter _json;

    public SpanFile(string path, SpansHeader header)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _index = SpanIndex.Over(path, header);
        _json = new Utf8JsonWriter(_unwritten, new JsonWriterOptions { Encoder = TelemetryJson.Relaxed.Options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(_json, header, TelemetryJson.Relaxed.SpansHeader);
        EndLine();
    }

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    public void Append(UInt128 trace, SpanRecord span)
    {
        var offset = Length;
        JsonSerializer.Serialize(_json, span, TelemetryJson.Relaxed.SpanRecord);
        EndLine();
        _index.Add(trace, offset, (int)(Length - offset) - 1);
        if (_unwritten.WrittenCount >= FlushBytes)
        {
            Flush();
        }
    }

    public IReadOnlyList<SpanRecord> Trace(string id)
    {
        Flush();
        return _index.Trace(id);
    }

    /// <summary>Hands what is buffered to the operating system.</summary>
    public void Flush()
    {
        _file.Write(_unwritten.WrittenSpan);
        _unwritten.ResetWrittenCount();
    }

    public void Dispose()
    {
        Flush();
        _json.Dispose();
        _file.Dispose();
        _index.Dispose();
    }

    private void EndLine()
    {
        _json.Flush();
        Length += _json.BytesCommitted + 1;
        _json.Reset();
        _unwritten.Write("\n"u8);
    }
}
