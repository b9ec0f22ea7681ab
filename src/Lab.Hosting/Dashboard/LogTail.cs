using System.Runtime.CompilerServices;
using System.Text;

namespace Lab.Hosting.Dashboard;

/// <summary>The lines of a log that is being written: its last part at once, then what is appended. Begins again when the file was moved aside.</summary>
internal sealed class LogTail(string path, TimeProvider time)
{
    private const int MostBytesAtOnce = 256 * 1024;
    private const int LongestLine = 64 * 1024;

    // The dashboard shows the last 10,000 lines.
    private const long MostBytesOfThePast = 2 * 1024 * 1024;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly List<byte> _begun = [];
    private long _position = -1;

    /// <summary>Lines in the groups that they came in.</summary>
    /// <param name="follow">Goes on until cancelled; else ends at the end of the file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<IReadOnlyList<string>> ReadAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (lines, more) = Next();
            if (lines.Count > 0)
            {
                yield return lines;
            }

            if (!more)
            {
                if (!follow)
                {
                    if (_begun.Count > 0)
                    {
                        yield return [Encoding.UTF8.GetString([.. _begun])];
                    }

                    yield break;
                }

                await Task.Delay(LookEvery, time, cancellationToken);
            }
        }
    }

    // Opened for each look: a handle kept open would go on with the file that was moved aside.
    private (List<string> Lines, bool More) Next()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var skips = _position < 0 && file.Length > MostBytesOfThePast;
            _position = skips ? file.Length - MostBytesOfThePast : _position < 0 || _position > file.Length ? 0 : _position;
            file.Position = _position;
            var buffer = new byte[(int)Math.Min(MostBytesAtOnce, file.Length - _position)];
            var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            _position += count;
            var lines = Cut(buffer.AsSpan(0, count));
            if (skips && lines.Count > 0)
            {
                lines.RemoveAt(0);   // the end of a line
            }

            return (lines, _position < file.Length);
        }
        catch (IOException)
        {
            return ([], false);   // it has not been started, and so has no log
        }
    }

    private List<string> Cut(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        foreach (var one in bytes)
        {
            if (one != '\n' && _begun.Count < LongestLine)
            {
                _begun.Add(one);
                continue;
            }

            lines.Add(Encoding.UTF8.GetString([.. _begun]).TrimEnd('\r'));
            _begun.Clear();
            if (one != '\n')
            {
                _begun.Add(one);
            }
        }

        return lines;
    }
}
