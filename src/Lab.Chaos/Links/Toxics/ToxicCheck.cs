using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>What is wrong with a wish, all of it at once, each with the mend.</summary>
internal static class ToxicCheck
{
    public static IReadOnlyList<string> Problems(ToxicWish wish)
    {
        if (KnownToxics.All.FirstOrDefault(rule => rule.Kind == wish.Kind) is not { } rule)
        {
            return [$"Unknown kind '{wish.Kind}'. Known: {string.Join(", ", KnownToxics.All.Select(known => known.Kind))}."];
        }

        string[] given = [.. ToxicMembers.Given(wish)];
        string[] read = [.. rule.Needs, .. rule.Takes];
        string[] foreign = [.. given.Except(read)];
        List<string> problems =
        [
            .. rule.Needs.Except(given).Select(name => $"A toxic of kind {rule.Kind} needs '{name}'. Example: {rule.Example}"),
            .. foreign.Select(name => $"A toxic of kind {rule.Kind} does not read '{name}'. Leave it out; {Reads(read)}."),
            .. ToxicMembers.OutOfRange(wish),
        ];
        if (!rule.Directions.Contains(wish.Direction))
        {
            problems.Add($"A toxic of kind {rule.Kind} cannot be of direction {wish.Direction}. Use {string.Join(" or ", rule.Directions)}, or leave it out.");
        }

        if (wish.Clients is { } clients && (clients.Count == 0 || clients.Any(pid => pid <= 0)))
        {
            problems.Add("'clients' must be process ids, at least one. Leave it out to hit the connections of all clients.");
        }

        if (wish.Clients is not null && !OperatingSystem.IsLinux())
        {
            problems.Add("'clients' is known on Linux only. Leave it out to hit the connections of all clients.");
        }

        if (problems.Count == 0)
        {
            problems.AddRange(rule.Check(wish));
        }

        return problems;
    }

    private static string Reads(string[] members) => members is [] ? "it reads none of those" : $"it reads {string.Join(", ", members)}";
}
