using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Histories;

/// <summary>
/// Appends to history.jsonl while the run goes on.
/// <code>any thread -> AppendAsync -> bounded channel -> one loop -> file</code>
/// Callers neither serialize nor touch the disk; they wait only while <see cref="Capacity"/> lines are unwritten. Whenever the loop
/// has caught up, everything is with the operating system, so a killed lab loses at most the lines of its last moment. A power cut
/// may lose more: nothing here waits for the disk itself.
/// </summary>
internal sealed class HistoryWriter : IAsyncDisposable
{
    /// <summary>Lines that may wait: some twenty volleys of 200.</summary>
    public const int Capacity = 4_096;

    // Larger writes gain nothing, and a torn write should lose little.
    private const int FlushBytes = 64 * 1024;

    private readonly Channel<HistoryLine> _lines = Channel.CreateBounded<HistoryLine>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly string _path;
    private readonly Stream _file;
    private readonly Task _loop;

    /// <summary>Writes to a stream that has its header already, and closes it.</summary>
    /// <param name="path">Named in messages.</param>
    /// <param name="file">Unbuffered, or a killed run loses what lingers in it.</param>
    public HistoryWriter(string path, Stream file)
    {
        _path = path;
        _file = file;
        _loop = WriteAsync();
    }

    /// <summary>Creates the file and writes its header before it returns, so a path that cannot be written is found before the run.</summary>
    /// <exception cref="LabException">The file exists already or cannot be created.</exception>
    public static HistoryWriter Create(string path, string scenario, Seed seed)
    {
        var header = new HistoryHeader { Format = HistoryJson.Format, Scenario = scenario, Seed = seed.Value };
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            // Unbuffered: the loop hands over whole batches, and nothing may linger in this process.
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Write(System.Text.Encoding.UTF8.GetBytes(HistoryJson.Text(header) + "\n"));
            return new HistoryWriter(path, file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LabException(
                $"Cannot create {path}: {failure.Message} A run never writes over another; name a new, writable folder.",
                failure);
        }
    }

    /// <summary>Takes one line; safe from any thread, lines of one caller stay in order. Completes at once unless the disk lags behind.</summary>
    /// <exception cref="LabException">An earlier line could not be written: the run must end, since it would leave no evidence.</exception>
    public async ValueTask AppendAsync(HistoryLine line, CancellationToken cancellationToken)
    {
        try
        {
            await _lines.Writer.WriteAsync(line, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw closed.InnerException is { } failure
                ? Unwritten(failure)
                : new ObjectDisposedException(nameof(HistoryWriter), closed);
        }
    }

    /// <summary>Writes what is waiting and closes the file. Twice is harmless.</summary>
    /// <exception cref="LabException">Lines could not be written; thrown so that no one judges a history with holes.</exception>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        try
        {
            await _loop;
        }
        catch (IOException failure)
        {
            throw Unwritten(failure);
        }
        finally
        {
            await _file.DisposeAsync();
        }
    }

    private async Task WriteAsync()
    {
        var batch = new ArrayBufferWriter<byte>(FlushBytes);
        try
        {
            // Never ended by a run's cancellation: what was appended gets written, DisposeAsync completes the channel.
            while (await _lines.Reader.WaitToReadAsync(CancellationToken.None))
            {
                Fill(batch);
                await _file.WriteAsync(batch.WrittenMemory, CancellationToken.None);
                batch.ResetWrittenCount();
            }
        }
        catch (Exception failure)
        {
            // The edge of this loop: callers must learn of any failure, or they would wait for room for ever.
            _lines.Writer.TryComplete(failure);
            throw;
        }
    }

    private void Fill(ArrayBufferWriter<byte> batch)
    {
        using var json = new Utf8JsonWriter(batch);
        while (batch.WrittenCount < FlushBytes && _lines.Reader.TryRead(out var line))
        {
            JsonSerializer.Serialize(json, line, HistoryJson.Default.HistoryLine);
            json.Flush();
            json.Reset();
            batch.Write("\n"u8);
        }
    }

    private LabException Unwritten(Exception failure) =>
        new($"Cannot write {_path}: {failure.Message} Free space on that disk and run again.", failure);
}
