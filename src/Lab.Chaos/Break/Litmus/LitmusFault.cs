using System.Globalization;
using Lab.Chaos.Break.Litmus.Catalogue;

namespace Lab.Chaos.Break.Litmus;

/// <summary>A fault that the lab can carry out, as Litmus describes it.</summary>
internal sealed record LitmusFault
{
    /// <summary>For example <c>pod-delete</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it has, with the defaults.</summary>
    public required IReadOnlyList<Tunable> Tunables { get; init; }

    /// <summary>Names that charts and documents still carry and that no program reads any more.</summary>
    public IReadOnlyList<string> Dead { get; init; } = [];

    /// <summary>False for a fault of the lab's own, which a cluster does not know.</summary>
    public bool InLitmus { get; init; } = true;

    /// <summary>The settings that an engine's <c>env</c> puts in force.</summary>
    public Litmus.Tunables Resolve(IReadOnlyDictionary<string, string> env) => Litmus.Tunables.Resolve(Tunables, env);

    /// <summary>
    /// The same settings with one number drawn from each range, once for a run; the time between two strikes stays a range, since it is drawn for each.
    /// </summary>
    public Litmus.Tunables Draw(Litmus.Tunables settings, Random random)
    {
        var drawn = settings.Values.ToDictionary();
        foreach (var tunable in Tunables.Where(known => known.Form == TunableForm.Range && known.Name != "CHAOS_INTERVAL"))
        {
            if (settings.Range(tunable.Name) is var (low, high) && low < high)
            {
                drawn[tunable.Name] = random.Next(low, high + 1).ToString(CultureInfo.InvariantCulture);
            }
        }

        return new Litmus.Tunables(drawn);
    }
}
