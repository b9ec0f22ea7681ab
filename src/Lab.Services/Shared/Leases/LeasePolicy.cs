using System.Security.Cryptography;

namespace Lab.Services.Leases;

/// <summary>The arithmetic of Redlock: how long a lease is good for, and how long to wait before the next try.</summary>
/// <param name="Time">After which a node forgets the lease by itself.</param>
/// <param name="NodeTimeout">Longest wait for one node's vote.</param>
public sealed record LeasePolicy(TimeSpan Time, TimeSpan NodeTimeout)
{
    // Clocks of nodes drift apart while a lease runs. 1 % and 2 ms are the values of the algorithm's description
    // (redis.io, "Distributed Locks with Redis", section "The Redlock Algorithm").
    private const double DriftShare = 0.01;
    private static readonly TimeSpan DriftFloor = TimeSpan.FromMilliseconds(2);

    private const int ShortestBackoffUs = 500;
    private const int LongestBackoffUs = 4000;

    /// <summary>Validity = time - elapsed - drift: how much longer the holder may believe in it. Not positive: not held at all.</summary>
    /// <param name="elapsed">From before the first node was asked until the majority had answered.</param>
    public TimeSpan Validity(TimeSpan elapsed) => Time - elapsed - ((Time * DriftShare) + DriftFloor);

    /// <summary>
    /// Drawn anew for each try, so that two that split the vote do not split it again. Outside any seed: these are processes of the
    /// system under test, and must not march in step because somebody replays a run.
    /// </summary>
    public static TimeSpan Backoff() =>
        TimeSpan.FromMicroseconds(RandomNumberGenerator.GetInt32(ShortestBackoffUs, LongestBackoffUs));
}
