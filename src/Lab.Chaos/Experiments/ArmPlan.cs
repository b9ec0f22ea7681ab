using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;
using Lab.Chaos.Stress.Loads;

namespace Lab.Chaos.Experiments;

/// <summary>One arm to run: so many volleys of one variant under one condition.</summary>
internal sealed record ArmPlan(Variant Variant, Condition Condition, int Volleys, VolleySize Size)
{
    /// <summary>True when one witness answers the question, so that the arm may end with it.</summary>
    public bool StopsAtWitness { get; init; }

    /// <summary>Which of its volleys are fired here.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Volleys go over HTTP/2 and so many connections; null for HTTP/1.1.</summary>
    public int? Http2Connections { get; init; }

    /// <summary>A load in place of volleys; null for volleys.</summary>
    public LoadOrder? Load { get; init; }

    /// <summary>For people: <c>naive, unaligned</c>.</summary>
    public string Title => $"{Variant.Name}, {Condition.Name}";
}
