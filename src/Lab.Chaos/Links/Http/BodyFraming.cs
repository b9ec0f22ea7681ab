namespace Lab.Chaos.Links.Http;

/// <summary>Follows the body of an HTTP/1.1 message to its end (RFC 9112, section 6): none, a length, chunks, or all that comes.</summary>
internal struct BodyFraming
{
    private Part _part;
    private long _left;

    // `1a;name=value CRLF data CRLF … 0 CRLF trailers CRLF`: where in that it is.
    private enum Part
    {
        Over,
        Length,
        UntilEnd,
        Size,
        Extension,
        Data,
        DataEnd,
        Trailer,
        TrailerLine,
    }

    public readonly bool IsOver => _part is Part.Over;

    public readonly bool IsUntilEnd => _part is Part.UntilEnd;

    public static BodyFraming None => default;

    public static BodyFraming UntilEnd => new() { _part = Part.UntilEnd };

    public static BodyFraming Chunked => new() { _part = Part.Size };

    public static BodyFraming Length(long bytes) => new() { _part = bytes > 0 ? Part.Length : Part.Over, _left = bytes };

    /// <summary>How many of the bytes belong to the body; all of them unless it is over then.</summary>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && !IsOver)
        {
            at += _part switch
            {
                Part.UntilEnd => bytes.Length - at,
                Part.Length or Part.Data => Count(bytes.Length - at),
                _ => Step(bytes[at]),
            };
        }

        return at;
    }

    private int Count(int available)
    {
        var taken = (int)Math.Min(available, _left);
        _left -= taken;
        if (_left == 0)
        {
            _part = _part is Part.Length ? Part.Over : Part.DataEnd;
        }

        return taken;
    }

    private int Step(byte letter)
    {
        const byte NewLine = (byte)'\n';
        switch (_part)
        {
            case Part.Size when char.IsAsciiHexDigit((char)letter) && _left < long.MaxValue >> 5:
                _left = (_left << 4) + Convert.ToInt32(((char)letter).ToString(), 16);
                break;
            case Part.Size or Part.Extension:
                _part = letter != NewLine ? Part.Extension : _left > 0 ? Part.Data : Part.Trailer;
                break;
            case Part.DataEnd when letter == NewLine:
                (_part, _left) = (Part.Size, 0);
                break;
            case Part.Trailer or Part.TrailerLine:
                _part = letter == NewLine ? _part is Part.Trailer ? Part.Over : Part.Trailer
                    : letter == '\r' ? _part : Part.TrailerLine;
                break;
            default:
                break;
        }

        return 1;
    }
}
