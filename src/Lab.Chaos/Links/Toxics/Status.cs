using System.Text;
using Lab.Chaos.Links.Http;
using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>
/// HTTP/1.1 answers get another status, and another body where one is given; the server has done its work by then. What is not
/// HTTP/1.1 passes as it is. Acts from the next request on; an answer that has begun ends as it began.
/// </summary>
internal sealed class Status(AnswerRewriter answers) : Toxic
{
    public static readonly ToxicRule Rule = new(ToxicKind.Status)
    {
        Needs = [ToxicMembers.StatusCodes],
        Takes = [ToxicMembers.Body, ToxicMembers.ContentType],
        Example = """{ "kind": "Status", "statusCodes": [503], "body": "busy", "contentType": "text/plain", "milliseconds": 30000 }""",
        Directions = [ToxicDirection.Both, ToxicDirection.Downstream],
        Check = Problems,
        Make = (wish, victim) =>
        {
            var requests = new RequestWatch();
            var answers = new AnswerRewriter(requests, new AnswerChange(
                [.. wish.StatusCodes!], wish.Body is { } body ? Encoding.UTF8.GetBytes(body) : null, wish.ContentType), victim.Chance(wish, ToxicDirection.Downstream));
            return new ToxicPair(new Requests(requests, answers), new Status(answers));
        },
    };

    private const int MostBody = 64 * 1024;

    public override bool IsIdle => answers.IsIdle;

    public override void Heal() => answers.Heal();

    public override ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> bytes) => answers.Rewrite(bytes);

    private static IEnumerable<string> Problems(ToxicWish wish)
    {
        var codes = wish.StatusCodes!;
        if (codes.Count == 0 || codes.Any(code => code is < 200 or > 599))
        {
            yield return $"'statusCodes' is [{string.Join(", ", codes)}]; it must hold at least one status from 200 to 599. Example: [503].";
        }

        if (wish.Body is not null && codes.FirstOrDefault(AnswerRewriter.HasNoBody) is > 0 and var bare)
        {
            yield return $"An answer of status {bare} has no body. Leave 'body' out, or leave {bare} out of 'statusCodes'.";
        }

        if (wish.Body is null && wish.ContentType is not null)
        {
            yield return "'contentType' is the type of 'body', and there is none. Give 'body', or leave 'contentType' out.";
        }

        if (wish.ContentType?.Any(char.IsControl) == true)
        {
            yield return "'contentType' holds a control character. Example: application/json.";
        }

        if (wish.Body is { } body && Encoding.UTF8.GetByteCount(body) > MostBody)
        {
            yield return $"'body' is longer than {MostBody} bytes. Shorten it.";
        }
    }

    /// <summary>The other half: which requests the answers belong to.</summary>
    private sealed class Requests(RequestWatch requests, AnswerRewriter answers) : Toxic
    {
        public override bool IsIdle => answers.IsIdle;

        public override ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> bytes)
        {
            requests.Watch(bytes);
            return bytes;
        }
    }
}
