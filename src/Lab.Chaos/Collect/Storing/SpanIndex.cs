using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Lab.Chaos.Collect.Storing;

/// <summary>Where in spans.jsonl the spans of each trace are: some fifty bytes a span in memory, the spans themselves on disk.</summary>
internal sealed class SpanIndex : IDisposable
{
    /// <summary>Name of the file in the folder of a run.</summary>
    public const string FileName = "spans.jsonl";

    // {"trace":"0af7651916cd43dd8448eb211c80319c",…
    private const int IdAt = 10;
    private const int IdLength = 32;

    private readonly SafeFileHandle _file;
    private readonly Dictionary<UInt128, List<(long Offset, int Length)>> _traces = [];

    private SpanIndex(string path) => _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    /// <summary>Relates the clocks of spans and history; null for a file without its first line.</summary>
    public SpansHeader? Header { get; private set; }

    /// <summary>How many traces have spans.</summary>
    public int Traces => _traces.Count;

    /// <summary>Ids of all traces, in no order.</summary>
    public IEnumerable<string> TraceIds => _traces.Keys.Select(id => id.ToString("x32", null));

    /// <summary>An index of a file that is being written, to be told of each line.</summary>
    public static SpanIndex Over(string path, SpansHeader header) => new(path) { Header = header };

    /// <summary>Reads the index of a finished file; null when there is none. A line that was cut short is passed over.</summary>
    public static SpanIndex? Open(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var index = new SpanIndex(path);
        long offset = 0;
        foreach (var line in JsonLines.Of(path))
        {
            index.Scan(line.Span, offset);
            offset += line.Length + 1;
        }

        return index;
    }

    /// <summary>The id of a trace as a number; null for what is none.</summary>
    public static UInt128? Number(ReadOnlySpan<char> id) =>
        id.Length == IdLength && UInt128.TryParse(id, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var number) ? number : null;

    /// <summary>A line has been written.</summary>
    public void Add(UInt128 trace, long offset, int length)
    {
        if (!_traces.TryGetValue(trace, out var lines))
        {
            _traces[trace] = lines = [];
        }

        lines.Add((offset, length));
    }

    /// <summary>The spans of a trace by the time they began; none for a trace that is not there.</summary>
    public IReadOnlyList<SpanRecord> Trace(string id)
    {
        if (Number(id) is not { } trace || !_traces.TryGetValue(trace, out var lines))
        {
            return [];
        }

        List<SpanRecord> spans = [];
        foreach (var (offset, length) in lines)
        {
            var bytes = new byte[length];
            if (RandomAccess.Read(_file, bytes, offset) == length && Span(bytes) is { } span)
            {
                spans.Add(span);
            }
        }

        return [.. spans.OrderBy(span => span.Start)];
    }

    public void Dispose() => _file.Dispose();

    private void Scan(ReadOnlySpan<byte> line, long offset)
    {
        if (line.StartsWith("{\"trace\":\""u8) && line is [.., (byte)'}'] && line.Length > IdAt + IdLength
            && UInt128.TryParse(line.Slice(IdAt, IdLength), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var trace))
        {
            Add(trace, offset, line.Length);
        }
        else if (offset == 0)
        {
            Header = Read(line);
        }
    }

    private static SpansHeader? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TelemetryJson.Relaxed.SpansHeader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SpanRecord? Span(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TelemetryJson.Relaxed.SpanRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
