using System.Globalization;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>Answers of the replicas get another status (<c>STATUS_CODE</c>: one, a list, or any), and another body where one is given.</summary>
internal sealed class PodHttpStatusCode : IFault
{
    // Upstream's own list, from which it draws when none is given.
    private static readonly IReadOnlyList<int> Usual =
        [200, 201, 202, 204, 300, 301, 302, 304, 307, 400, 401, 403, 404, 500, 501, 502, 503, 504];

    public string Name => "pod-http-status-code";

    public bool IsStrike => false;

    public void Check(Injection injection)
    {
        _ = Codes(injection);
        _ = Sides(injection);
    }

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken)
    {
        var settings = injection.Settings;
        return Toxics.PutAsync(injection, Sides(injection), new ToxicWish
        {
            Kind = ToxicKind.Status,
            Direction = ToxicDirection.Downstream,
            Milliseconds = injection.DeadlineMilliseconds,
            Share = settings.Share("TOXICITY"),
            StatusCodes = Codes(injection),
            Body = settings.Flag("MODIFY_RESPONSE_BODY") ? settings.Text("RESPONSE_BODY") ?? "" : null,
            ContentType = settings.Flag("MODIFY_RESPONSE_BODY") ? settings.Text("CONTENT_TYPE") : null,
        }, cancellationToken);
    }

    private static IReadOnlyList<LinkSide> Sides(Injection injection) =>
        LinksAround.To(injection, ToxicDirection.Downstream).ThrowIfNone(injection, "pod-http-status-code");

    private IReadOnlyList<int> Codes(Injection injection)
    {
        var listed = injection.Settings.List("STATUS_CODE");
        int[] codes = [.. listed.Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var code) && code is >= 200 and <= 599 ? code
            : throw new LabException($"{Name}: STATUS_CODE has '{text}'; each must be 200 to 599. Example: \"500,503\"."))];

        // One of several is drawn once, as upstream; a second draw for every answer would be another fault.
        IReadOnlyList<int> possible = codes.Length > 0 ? codes : Usual;
        return [possible[new Seed(injection.Seed).Stream("status-code").Next(possible.Count)]];
    }
}
