using Lab.Contracts.Control;

namespace Lab.Chaos.Collect.Decoding;

/// <summary>Which process sent it.</summary>
/// <param name="Service"><c>service.name</c>; empty when it is not said.</param>
/// <param name="Instance">The replica: <c>lab.replica</c> where a host of the lab gives it, for example <c>inventory-2</c>, else <c>service.instance.id</c>; null when neither is said.</param>
internal sealed record Origin(string Service, string? Instance)
{
    public static readonly Origin Unsaid = new("", null);

    public static Origin Of(IReadOnlyDictionary<string, string> attributes) =>
        new(attributes.GetValueOrDefault("service.name", ""), attributes.GetValueOrDefault(ReplicaNames.Attribute) ?? attributes.GetValueOrDefault("service.instance.id"));

    /// <summary>Of a Resource message.</summary>
    public static Origin Read(WireReader resource)
    {
        Dictionary<string, string> attributes = [];
        while (resource.Next())
        {
            if (resource.Field == 1)
            {
                AttributeReader.Read(resource.Message(), attributes);
            }
        }

        return Of(attributes);
    }
}
