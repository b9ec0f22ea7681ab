using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>Puts one toxic on several links, and takes it off all of them again.</summary>
internal static class Toxics
{
    /// <param name="injection">Names the toxic and says for how long.</param>
    /// <param name="sides">Where.</param>
    /// <param name="wish">What; direction, share, clients, deadline and seed are filled in for each side.</param>
    /// <param name="cancellationToken">Ends putting them on; those that are on are taken off.</param>
    public static async Task<Injected> PutAsync(
        Injection injection, IReadOnlyList<LinkSide> sides, ToxicWish wish, CancellationToken cancellationToken)
    {
        List<(string Link, string Name)> put = [];
        try
        {
            foreach (var (side, n) in sides.Select((side, n) => (side, n)))
            {
                var name = $"{injection.Id}-{n}";
                put.Add((side.Link, name));
                await injection.Control.PutToxicAsync(side.Link, name, wish with
                {
                    Direction = wish.Kind switch
                    {
                        ToxicKind.Status => ToxicDirection.Downstream,
                        ToxicKind.Refuse => ToxicDirection.Both,   // of whole connections
                        _ => side.Direction,
                    },
                    Share = wish.Share * side.Share,
                    Clients = side.Clients,
                    Milliseconds = injection.DeadlineMilliseconds,
                    Seed = injection.Seed + n,
                }, cancellationToken);
            }
        }
        catch
        {
            await RemoveAsync();
            throw;
        }

        return new Injected("inject", [.. sides.Select(side => side.Link).Distinct()], RemoveAsync);

        async Task RemoveAsync()
        {
            foreach (var (link, name) in put)
            {
                await injection.Control.RemoveToxicAsync(link, name, CancellationToken.None);
            }
        }
    }
}
