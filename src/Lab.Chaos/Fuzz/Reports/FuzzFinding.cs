using Lab.Chaos.Checks;

namespace Lab.Chaos.Fuzz.Reports;

/// <summary>One way in which the target fails, as small as it could be made.</summary>
internal sealed record FuzzFinding
{
    public required string Operation { get; init; }

    /// <summary>The oracle that is broken.</summary>
    public required string Oracle { get; init; }

    /// <summary>Status and code of the answer, or the invariant.</summary>
    public required string Sign { get; init; }

    /// <summary>What was seen, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The field that does it; null when plausible values do.</summary>
    public required string? Field { get; init; }

    /// <summary>Kind of the value; null with the field.</summary>
    public required string? Kind { get; init; }

    /// <summary>The value as it is sent, shortened; null with the field.</summary>
    public required string? Value { get; init; }

    /// <summary>Clients that must send it at once.</summary>
    public required int Clients { get; init; }

    /// <summary>Requests one after the other, setup included.</summary>
    public required int Requests { get; init; }

    /// <summary>How many of the reruns failed.</summary>
    public required int Failed { get; init; }

    public required int Reruns { get; init; }

    /// <summary>In how many cases of the run it was seen; those that look the same are counted and not shrunk.</summary>
    public int Seen { get; set; } = 1;

    /// <summary>The first case it was seen in: the seed and this make it again.</summary>
    public required int Case { get; init; }

    /// <summary>Violated; Unknown for a time-out or a lost connection that no rerun showed again, since machines stall too.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>For bash.</summary>
    public string Curl { get; init; } = "";

    /// <summary>Path of the generated C# test, relative to the run's folder.</summary>
    public string Test { get; init; } = "";

    /// <summary>The same failure, by what a person would call it.</summary>
    public bool IsSameAs(FuzzFinding other) =>
        (Operation, Oracle, Sign, Field, Kind) == (other.Operation, other.Oracle, other.Sign, other.Field, other.Kind);
}
