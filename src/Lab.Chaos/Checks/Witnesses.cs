using Lab.Contracts.Histories;

namespace Lab.Chaos.Checks;

/// <summary>The few operations a finding shows, out of the many that may offend.</summary>
internal static class Witnesses
{
    /// <summary>First, worst and last, each once; in order of schedule, as given.</summary>
    /// <param name="offending">In order of <see cref="Operation.Scheduled"/>.</param>
    /// <param name="badness">The worst is the one for which this is largest.</param>
    public static IReadOnlyList<Operation> Of(IReadOnlyList<Operation> offending, Func<Operation, long> badness) =>
        offending is []
            ? []
            : [.. new[] { offending[0], offending.MaxBy(badness)!, offending[^1] }
                .DistinctBy(operation => operation.Id)
                .OrderBy(operation => operation.Scheduled)];
}
