using System.Globalization;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Contracts;
using Microsoft.Extensions.Configuration;

namespace Lab.Chaos.Isolate.Stubs;

/// <summary>How a stub answers: configuration section <c>Stub</c>, in the environment <c>Stub__Median</c> and so on.</summary>
internal sealed record StubOptions
{
    public const string Section = "Stub";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>
    /// From <c>Median</c> and <c>P99</c>, each 0 to 1 minute: the delay of every mapping, in place of its own. Half of the replies take no
    /// longer than the median, 99 of 100 no longer than P99, which is at least the median and by default the same. A median of 0 is no
    /// delay. Null, when there is no median, leaves the mappings as they are.
    /// </summary>
    public LognormalDelay? Delay { get; init; }

    /// <summary>Which delays are drawn; default 42.</summary>
    public Seed Seed { get; init; } = new(42);

    /// <summary>Requests kept for the admin API; default 0, since keeping them costs time.</summary>
    public int LogRequests { get; init; }

    /// <exception cref="LabException">Lists every value that does not fit.</exception>
    public static StubOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var problems = new List<string>();
        var median = Duration(section, "Median", problems);
        var p99 = Duration(section, "P99", problems) ?? median;
        var seed = 42L;
        if (section[nameof(Seed)] is { } text && !long.TryParse(text, CultureInfo.InvariantCulture, out seed))
        {
            problems.Add($"Stub:Seed is '{text}'; it must be a whole number. Set Stub__Seed=42.");
        }

        if (problems.Count == 0 && median > TimeSpan.Zero && p99 < median)
        {
            problems.Add($"Stub:P99 is {p99} and Stub:Median is {median}; the 99th percentile cannot lie below the median. "
                + $"Set Stub__P99 to {median} or more.");
        }

        if (problems.Count == 0 && median is null && p99 is not null)
        {
            problems.Add($"Stub:P99 is {p99}, and there is no Stub:Median. Set Stub__Median too, for example to 00:00:00.050.");
        }

        return problems.Count > 0 ? throw new LabException(problems)
            : new StubOptions { Delay = median is null ? null : LognormalDelay.Of(median.Value, p99!.Value), Seed = new Seed(seed) };
    }

    private static TimeSpan? Duration(IConfigurationSection section, string name, List<string> problems)
    {
        var text = section[name];
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // "50" is fifty days to TimeSpan.Parse, hence the colon.
        if (text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)
            && duration >= TimeSpan.Zero && duration <= Longest)
        {
            return duration;
        }

        problems.Add($"Stub:{name} is '{text}'; it must be a time from 00:00:00 to {Longest}. Set Stub__{name}=00:00:00.050 for 50 ms.");
        return null;
    }
}
