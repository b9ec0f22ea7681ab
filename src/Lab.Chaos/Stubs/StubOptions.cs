using System.Globalization;
using Lab.Contracts;
using Microsoft.Extensions.Configuration;

namespace Lab.Chaos.Stubs;

/// <summary>How a stub answers: configuration section <c>Stub</c>, in the environment <c>Stub__Median</c> and so on.</summary>
internal sealed record StubOptions
{
    public const string Section = "Stub";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Half of the replies take no longer; 0 to 1 minute, default 0: at once, whatever <see cref="P99"/> says.</summary>
    public TimeSpan Median { get; init; } = TimeSpan.Zero;

    /// <summary>99 of 100 replies take no longer; at least the median, at most 1 minute, default the median: every reply takes the same.</summary>
    public TimeSpan P99 { get; init; } = TimeSpan.Zero;

    /// <summary>Which delays are drawn; default 42.</summary>
    public Seed Seed { get; init; } = new(42);

    /// <exception cref="LabException">Lists every value that does not fit.</exception>
    public static StubOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var problems = new List<string>();
        var median = Duration(section, nameof(Median), TimeSpan.Zero, problems);
        var p99 = Duration(section, nameof(P99), median, problems);
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

        return problems.Count > 0 ? throw new LabException(problems)
            : new StubOptions { Median = median, P99 = p99, Seed = new Seed(seed) };
    }

    private static TimeSpan Duration(IConfigurationSection section, string name, TimeSpan absent, List<string> problems)
    {
        var text = section[name];
        if (string.IsNullOrEmpty(text))
        {
            return absent;
        }

        // "50" is fifty days to TimeSpan.Parse, hence the colon.
        if (text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)
            && duration >= TimeSpan.Zero && duration <= Longest)
        {
            return duration;
        }

        problems.Add($"Stub:{name} is '{text}'; it must be a time from 00:00:00 to {Longest}. Set Stub__{name}=00:00:00.050 for 50 ms.");
        return absent;
    }
}
