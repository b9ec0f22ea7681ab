using System.Text.Json;

namespace Lab.Chaos.Collect.Storing;

/// <summary>The log lines of a run, <c>logs.jsonl</c>; what comes beyond the limit is dropped and counted. Safe from any thread.</summary>
internal sealed class LogFile(SpanLimits limits, CollectorCounts counts) : IDisposable
{
    public const string FileName = "logs.jsonl";

    private readonly Lock _lock = new();
    private FileStream? _file;
    private long _length;

    /// <summary>Where it writes from now on; nothing was kept before.</summary>
    public void WriteTo(string path)
    {
        lock (_lock)
        {
            _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
    }

    public void Add(LogLine line)
    {
        lock (_lock)
        {
            if (_file is null || _length >= limits.LogBytes)
            {
                counts.DroppedLog();
                return;
            }

            var bytes = JsonSerializer.SerializeToUtf8Bytes(line, TelemetryJson.Relaxed.LogLine);
            _file.Write(bytes);
            _file.Write("\n"u8);
            _length += bytes.Length + 1;
        }
    }

    public void Flush()
    {
        lock (_lock)
        {
            _file?.Flush();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }
}
