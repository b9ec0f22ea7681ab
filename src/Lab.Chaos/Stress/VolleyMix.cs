using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Stress;

/// <summary>
/// Which of the workload's requests each place of a volley sends. Shares are met in every volley, rounded and never to nothing: a volley
/// without an update would be no trial. Their places are drawn, and the first and the last are the contended request's: what came before all
/// readers or after them all could not meet anybody.
/// </summary>
internal sealed class VolleyMix
{
    private readonly VolleyPart _contended;
    private readonly IReadOnlyList<(double Share, VolleyPart Part)> _others;

    public VolleyMix(Workload workload)
    {
        _contended = Part(null, workload.Request);
        _others = [.. workload.Mix.Select(mixed => (mixed.Share, Part(mixed.Name, mixed.Request)))];
    }

    /// <param name="requests">Places, 1 or more; the contended request gets at least one.</param>
    /// <param name="random">Drawn from only where there is a mix.</param>
    public IReadOnlyList<VolleyPart> Deal(int requests, Func<Random> random)
    {
        var parts = new VolleyPart[requests];
        Array.Fill(parts, _contended);
        var next = 1;
        var room = requests > 2 ? requests - 1 : requests;
        foreach (var (share, part) in _others)
        {
            var count = Math.Min(room - next, Math.Max(1, (int)Math.Round(share * requests, MidpointRounding.AwayFromZero)));
            parts.AsSpan(next, count).Fill(part);
            next += count;
        }

        if (_others.Count > 0)
        {
            random().Shuffle(requests > 2 ? parts.AsSpan(1, requests - 2) : parts);
        }

        return parts;
    }

    private static VolleyPart Part(string? step, RequestTemplate template) => new(step, template, SeenValues.Of(template));
}

/// <summary>What one place of a volley sends.</summary>
/// <param name="Step">Name in the mix; null for the contended request.</param>
/// <param name="Template">To be rendered.</param>
/// <param name="Seen">What of the reply goes into the history.</param>
internal sealed record VolleyPart(string? Step, RequestTemplate Template, SeenValues Seen);
