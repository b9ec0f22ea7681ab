using System.Text.Json.Serialization;

namespace Lab.Contracts.Histories;

/// <summary>What the client may conclude about one operation from its reply, or from the lack of one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>Acknowledged: the system said that it happened.</summary>
    Ok,

    /// <summary>It certainly did not happen: refused before acting.</summary>
    Fail,

    /// <summary>Unknown: timeout, reset, 5xx. It may have happened, or may still happen.</summary>
    Info,
}
