using Lab.Chaos.Break.Litmus;
using Lab.Contracts;

namespace Lab.Chaos.Break.Faults;

/// <summary>Whom a network fault is aimed at, as far as a link can know.</summary>
internal static class Destinations
{
    private static readonly string[] UnknownHere = ["DESTINATION_IPS", "SOURCE_PORTS", "DESTINATION_PORTS"];

    /// <summary>Names of hosts; empty for everywhere.</summary>
    /// <exception cref="LabException">The file goes by addresses or ports.</exception>
    public static IReadOnlyList<string> Of(Tunables settings, string fault)
    {
        foreach (var name in UnknownHere)
        {
            if (settings.Text(name) is { } value)
            {
                throw new LabException(
                    $"{fault}: {name} is '{value}', but a link knows resources, not addresses and ports of a cluster. Use DESTINATION_HOSTS, for example: redis-service.");
            }
        }

        return settings.List("DESTINATION_HOSTS");
    }
}
