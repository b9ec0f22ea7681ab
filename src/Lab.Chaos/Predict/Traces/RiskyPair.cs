using System.Text.Json.Serialization;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Traces;

/// <summary>What would go wrong, the worst last: the order is that of the ranking.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Anomaly>))]
internal enum Anomaly
{
    /// <summary>One reader sees one cell before and another after a change that belongs together.</summary>
    InconsistentRead,

    /// <summary>Two places that belong together, such as a cache and its database, are left with values of different requests.</summary>
    StaleCopy,

    /// <summary>Two requests act on the same reading, such as two sales of the last unit.</summary>
    CheckThenAct,

    /// <summary>A change is overwritten by one who had not seen it.</summary>
    LostUpdate,
}

/// <summary>Two requests that could interleave badly, though nobody has seen them do so.</summary>
internal sealed record RiskyPair
{
    public required Anomaly Anomaly { get; init; }

    /// <summary>Type of the request whose steps the other comes between.</summary>
    public required string First { get; init; }

    /// <summary>Type of the other; may be the same.</summary>
    public required string Second { get; init; }

    /// <summary>Where the harm is done.</summary>
    public required Boundary Boundary { get; init; }

    /// <summary>The cells that it is about.</summary>
    public required IReadOnlyList<string> Cells { get; init; }

    /// <summary>The bad order, one step a line.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>To be checked by hand against the code.</summary>
    public required string Sentence { get; init; }

    /// <summary>Median time in which the other has to come, as it was in these traces.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Only a lease keeps them apart: it takes somebody who sleeps past its end.</summary>
    public required bool OnlyLease { get; init; }

    /// <summary>No two requests used the same key: perhaps nobody ever meets there.</summary>
    public required bool OwnKeys { get; init; }

    /// <summary>How many requests of the rarer of the two went this way.</summary>
    public required int Traces { get; init; }

    /// <summary>Trace ids, first request's first.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }
}
