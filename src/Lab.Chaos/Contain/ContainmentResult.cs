using System.Text.Json;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Contain;

/// <summary>What a containment found, <c>contain.json</c> in the folder of its run.</summary>
internal sealed record ContainmentResult
{
    public const string FileName = "contain.json";

    public required string Scenario { get; init; }

    public required string Variant { get; init; }

    /// <summary>Whose replicas were limited.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>Of each replica.</summary>
    public required ServiceLimits Limits { get; init; }

    public required long Seed { get; init; }

    public required int Requests { get; init; }

    /// <summary>Window over which each volley was spread; zero for volleys that were released together.</summary>
    public required TimeSpan Within { get; init; }

    public required ContainmentArm Free { get; init; }

    public required ContainmentArm Limited { get; init; }

    /// <summary>Limited over free: how many times as often; null when an arm has no volley that counts.</summary>
    public required RiskRatio? Factor { get; init; }

    /// <summary>Fisher's exact test, limited against free, two-sided.</summary>
    public required double? P { get; init; }

    /// <summary>The factor is above 1 and chance would show that in less than 1 of 100 experiments.</summary>
    public bool IsAmplified => P < 0.01 && Factor?.Ratio > 1;

    public static ContainmentResult Of(ContainmentPlan plan, string scenario, long seed, ContainmentArm free, ContainmentArm limited)
    {
        var isCounted = free.Counted > 0 && limited.Counted > 0;
        var against = new TwoByTwo(limited.Violated, limited.Counted, free.Violated, free.Counted);
        return new ContainmentResult
        {
            Scenario = scenario,
            Variant = plan.Variant.Name,
            Services = plan.Services,
            Limits = plan.Limits,
            Seed = seed,
            Requests = plan.Size.Requests,
            Within = plan.Condition.Alignment == Alignment.Unaligned ? plan.Size.Within : TimeSpan.Zero,
            Free = free,
            Limited = limited,
            Factor = isCounted ? RiskRatio.Of(against) : null,
            P = isCounted ? FisherExact.TwoSided(against) : null,
        };
    }

    /// <summary>Null when the run has none, or one that this lab cannot read.</summary>
    public static ContainmentResult? Read(RunFolder run) => RunFile.Read<ContainmentResult>(run, FileName);

    public void Save(RunFolder run) => File.WriteAllText(
        Path.Combine(run.Path, FileName), JsonSerializer.Serialize(this, JournalJson.Options) + "\n");
}
