namespace Lab.Control.Replicas;

/// <summary>
/// What follows an end that nobody asked for, as a pod's restart policy: at once the first time, then with growing pauses, and no more
/// when it never comes up. No clock, no I/O.
/// </summary>
internal static class RestartPolicy
{
    /// <summary>Ends in a row, never healthy in between, after which it stays down.</summary>
    public const int GiveUpAfter = 6;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Pause before the next start; null leaves it down.</summary>
    /// <param name="endsWithoutHealth">Ends in a row since it was last healthy; 0 after an end in good health.</param>
    public static TimeSpan? Pause(int endsWithoutHealth) => endsWithoutHealth >= GiveUpAfter
        ? null
        : TimeSpan.FromTicks(Math.Min(First.Ticks << endsWithoutHealth, Longest.Ticks));
}
