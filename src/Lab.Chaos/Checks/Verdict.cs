using System.Text.Json.Serialization;

namespace Lab.Chaos.Checks;

/// <summary>What a check concludes. The order is the algebra: worst wins, and unknown is never rounded up to good.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
internal enum Verdict
{
    /// <summary>The check saw enough and found nothing.</summary>
    Holds,

    /// <summary>The check saw too little, failed itself, or the system did not do what the check needs to see.</summary>
    Unknown,

    /// <summary>The check has a witness.</summary>
    Violated,
}
