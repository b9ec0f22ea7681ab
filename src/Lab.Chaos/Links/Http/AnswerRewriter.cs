using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Lab.Chaos.Links.Http;

/// <summary>What an answer gets: one of the codes, and the body unless it is null.</summary>
internal sealed record AnswerChange(IReadOnlyList<int> Codes, byte[]? Body, string? ContentType);

/// <summary>
/// Changes HTTP/1.1 answers on their way. The framing stays right: lengths and chunks, HEAD, 1xx, 204, 304, answers that last until the connection
/// ends, and connections that stop being HTTP (101, CONNECT).
/// </summary>
internal sealed class AnswerRewriter(RequestWatch requests, AnswerChange change, Random chance)
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ArrayBufferWriter<byte> _head = new();
    private BodyFraming _body;
    private bool _keepsBody;
    private bool _isOpaque;
    private bool _healed;

    /// <summary>Whether it is between two answers.</summary>
    public bool IsIdle => _isOpaque || (_body.IsOver && _head.WrittenCount == 0);

    /// <summary>The next answer passes as it is.</summary>
    public void Heal() => _healed = true;

    /// <summary>What the client gets; valid until the next call.</summary>
    public ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> bytes)
    {
        _output.ResetWrittenCount();
        while (!bytes.IsEmpty)
        {
            if (!_body.IsOver)
            {
                var taken = _body.Take(bytes);
                if (_keepsBody)
                {
                    _output.Write(bytes[..taken]);
                }

                bytes = bytes[taken..];
            }
            else if (_isOpaque || (_head.WrittenCount == 0 && !requests.AwaitsAnswer))
            {
                _output.Write(bytes);
                break;
            }
            else
            {
                bytes = TakeHead(bytes);
            }
        }

        return _output.WrittenSpan;
    }

    public static bool HasNoBody(int code) => code is 204 or 304;

    private ReadOnlySpan<byte> TakeHead(ReadOnlySpan<byte> bytes)
    {
        var before = _head.WrittenCount;
        _head.Write(bytes);
        var length = MessageHead.LengthIn(_head.WrittenSpan);
        if (length < 0)
        {
            if (_head.WrittenCount > MessageHead.MostBytes || !CouldBegin(_head.WrittenSpan))
            {
                GiveUp();
            }

            return [];
        }

        var head = _head.WrittenSpan[..length];
        if (!CouldBegin(head))
        {
            GiveUp();
            return [];
        }

        Answer(head, MessageHead.Read(head));
        _head.ResetWrittenCount();
        return bytes[(length - before)..];
    }

    private void Answer(ReadOnlySpan<byte> raw, MessageHead head)
    {
        var words = head.StartLine.Split(' ', 3);
        var code = words.Length > 1 && int.TryParse(words[1], out var number) ? number : 0;
        if (code is >= 100 and < 200 and not 101)
        {
            _output.Write(raw);   // another head follows for the same request
            return;
        }

        var method = requests.NextMethod;
        requests.Answered();
        _isOpaque = code == 101 || (method == "CONNECT" && code is >= 200 and < 300);
        var bodiless = _isOpaque || method == "HEAD" || HasNoBody(code);
        _body = bodiless ? BodyFraming.None : head.Framing(BodyFraming.UntilEnd);
        _keepsBody = true;
        if (_isOpaque || _healed)
        {
            _output.Write(raw);
        }
        else
        {
            Change(words[0], head, method == "HEAD", HasNoBody(code));
        }
    }

    private void Change(string version, MessageHead head, bool toHead, bool hadNone)
    {
        var code = change.Codes[chance.Next(change.Codes.Count)];
        var text = new StringBuilder($"{version} {code} {ReasonPhrases.GetReasonPhrase(code)}\r\n");
        var framed = change.Body is null && !HasNoBody(code) && !hadNone;
        foreach (var field in head.Fields.Where(field => framed || !IsAboutBody(field)))
        {
            text.Append(field).Append("\r\n");
        }

        if (!framed && !HasNoBody(code))
        {
            text.Append("Content-Length: ").Append(change.Body?.Length ?? 0).Append("\r\n");
            if (change.ContentType is { } type)
            {
                text.Append("Content-Type: ").Append(type).Append("\r\n");
            }
        }

        _output.Write(Encoding.Latin1.GetBytes(text.Append("\r\n").ToString()));
        _keepsBody = framed;
        if (!framed && !toHead && !HasNoBody(code))
        {
            _output.Write(change.Body);
        }
    }

    private bool IsAboutBody(string field) =>
        MessageHead.Is(field, "Content-Length") || MessageHead.Is(field, "Transfer-Encoding") || MessageHead.Is(field, "Content-Encoding")
        || MessageHead.Is(field, "Trailer") || (change.ContentType is not null && MessageHead.Is(field, "Content-Type"));

    private static bool CouldBegin(ReadOnlySpan<byte> head)
    {
        var begin = "HTTP/1."u8;
        return head.Length < begin.Length ? begin.StartsWith(head) : head.StartsWith(begin);
    }

    // Not HTTP/1.1 after all: what was kept goes on, and everything that follows.
    private void GiveUp()
    {
        _output.Write(_head.WrittenSpan);
        _head.ResetWrittenCount();
        _isOpaque = true;
    }
}
