using System.Buffers;

namespace Lab.Chaos.Links.Http;

/// <summary>
/// Reads along what a client sends, to know the method that each answer belongs to: an answer to HEAD has no body, whatever it says. Finds its
/// place at the first chunk of bytes that begins like a request, since a toxic may be put on in the middle of one.
/// </summary>
internal sealed class RequestWatch
{
    private const int LongestMethod = 12;

    private readonly Queue<string> _methods = new();
    private readonly ArrayBufferWriter<byte> _head = new();
    private BodyFraming _body;
    private bool _inStep;

    /// <summary>Whether an answer is to come.</summary>
    public bool AwaitsAnswer => _methods.Count > 0;

    /// <summary>Method of the request that the next answer belongs to.</summary>
    public string NextMethod => _methods.Peek();

    /// <summary>That answer has begun.</summary>
    public void Answered() => _methods.Dequeue();

    public void Watch(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (!_body.IsOver)
            {
                bytes = bytes[_body.Take(bytes)..];
                continue;
            }

            if (_head.WrittenCount == 0 && !Begins(bytes))
            {
                _inStep = false;
                return;
            }

            var before = _head.WrittenCount;
            _head.Write(bytes);
            var length = MessageHead.LengthIn(_head.WrittenSpan);
            if (length < 0)
            {
                if (_head.WrittenCount > MessageHead.MostBytes)
                {
                    _head.ResetWrittenCount();
                    _inStep = false;
                }

                return;
            }

            Take(MessageHead.Read(_head.WrittenSpan[..length]));
            _head.ResetWrittenCount();
            bytes = bytes[(length - before)..];
            if (!_inStep)
            {
                return;
            }
        }
    }

    private void Take(MessageHead head)
    {
        var words = head.StartLine.Split(' ');
        _inStep = words is [_, _, "HTTP/1.1" or "HTTP/1.0"];
        if (_inStep)
        {
            _methods.Enqueue(words[0]);
            _body = head.Framing(BodyFraming.None);
        }
    }

    // `POST /…`: capital letters and a space. What is cut off before the space may still become a method.
    private static bool Begins(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, LongestMethod)];
        var space = start.IndexOf((byte)' ');
        var method = space < 0 ? start : start[..space];
        return !method.IsEmpty && (space > 0 || bytes.Length < LongestMethod) && method.IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0;
    }
}
