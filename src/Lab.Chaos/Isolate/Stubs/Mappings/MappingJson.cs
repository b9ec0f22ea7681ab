using System.Text.Json.Nodes;
using Lab.Chaos.Isolate.Stubs.Replies;

namespace Lab.Chaos.Isolate.Stubs.Mappings;

/// <summary>The few parts of a mapping's JSON that the lab writes itself.</summary>
internal static class MappingJson
{
    /// <summary>Puts a delay in place of any that the mapping has; none for a median of 0.</summary>
    public static void SetDelay(JsonObject mapping, LognormalDelay delay)
    {
        var response = mapping["response"]!.AsObject();
        response.Remove("fixedDelayMilliseconds");
        response["delayDistribution"] = new JsonObject
        {
            ["type"] = "lognormal",
            ["median"] = delay.Median.TotalMilliseconds,
            ["sigma"] = delay.Sigma,
        };
    }
}
