using System.Buffers.Text;
using System.Globalization;

namespace Lab.Chaos.Stress.Loads;

/// <summary>What the slots of a <see cref="CompiledRequest"/> stand for in one request.</summary>
internal readonly ref struct RequestValues
{
    public required ReadOnlySpan<byte> Key { get; init; }

    /// <summary>Prefix of ids, unique in the run.</summary>
    public required ReadOnlySpan<byte> Load { get; init; }

    /// <summary>Number of the arrival.</summary>
    public required int Number { get; init; }

    public required int Step { get; init; }

    public required int Process { get; init; }

    public required TraceParent Trace { get; init; }

    public required string?[]? Captured { get; init; }

    /// <summary><c>3fa1-0-17</c>; <c>3fa1-0-17.2</c> for the third request of a session.</summary>
    public static string Operation(string load, int number, int step) => step == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{load}-{number}")
        : string.Create(CultureInfo.InvariantCulture, $"{load}-{number}.{step}");

    public int WriteSession(Span<byte> to)
    {
        if (!Load.TryCopyTo(to) || to.Length <= Load.Length)
        {
            return -1;
        }

        to[Load.Length] = (byte)'-';
        return Utf8Formatter.TryFormat(Number, to[(Load.Length + 1)..], out var digits) ? Load.Length + 1 + digits : -1;
    }

    public int WriteOperation(Span<byte> to)
    {
        var at = WriteSession(to);
        if (Step == 0 || at < 0 || at >= to.Length)
        {
            return at;
        }

        to[at] = (byte)'.';
        return Utf8Formatter.TryFormat(Step, to[(at + 1)..], out var digits) ? at + 1 + digits : -1;
    }
}
