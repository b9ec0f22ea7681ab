namespace Lab.Control.Processes;

/// <summary>
/// Log of one replica over all its restarts: appended, and bounded by moving the full file aside (<c>x.log</c>, <c>x.log.1</c>), so
/// that a service in an error loop cannot fill the disk.
/// </summary>
internal sealed class ProcessLog(string path)
{
    private const long MaxBytes = 8 * 1024 * 1024;
    private readonly Lock _oneWriter = new();

    /// <summary>Copies a stream into the log until it ends; the task never fails.</summary>
    public async Task PumpAsync(Stream source)
    {
        var buffer = new byte[4096];
        try
        {
            while (await source.ReadAsync(buffer, CancellationToken.None) is > 0 and var count)
            {
                Append(buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process ended, or we let go of its pipe: either way there is nothing more to write.
        }
    }

    /// <summary>One line of the process.</summary>
    public void Line(string line) => Append(System.Text.Encoding.UTF8.GetBytes(line + Environment.NewLine));

    /// <summary>One line of ours between those of the process.</summary>
    public void Note(string line) => Append(System.Text.Encoding.UTF8.GetBytes($"--- {line}{Environment.NewLine}"));

    private void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_oneWriter)
        {
            // Opened for each write: output is rare, and a handle kept open would hide a log that the user deleted.
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            file.Write(bytes);
            if (file.Position > MaxBytes)
            {
                File.Move(path, path + ".1", overwrite: true);
            }
        }
    }
}
