using Lab.Chaos.Break.Litmus;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Break.Litmus;

/// <summary>Settings and where they come from.</summary>
public sealed class TunablesTests
{
    [Fact]
    public void The_engine_wins_over_the_chart_and_the_chart_over_the_program()
    {
        var engine = Of("pod-delete", ("TOTAL_CHAOS_DURATION", "7"));
        var chart = Of("pod-delete");

        Assert.Equal(TimeSpan.FromSeconds(7), engine.Seconds("TOTAL_CHAOS_DURATION"));
        Assert.Equal(TimeSpan.FromSeconds(15), chart.Seconds("TOTAL_CHAOS_DURATION"));
        Assert.True(chart.Flag("FORCE"));
        Assert.Equal(0, chart.Integer("PODS_AFFECTED_PERC"));
    }

    [Fact]
    public void An_empty_value_counts_as_none() =>
        Assert.Equal(TimeSpan.FromSeconds(5), Of("pod-delete", ("CHAOS_INTERVAL", "")).Interval("CHAOS_INTERVAL", random: null));

    [Fact]
    public void A_share_is_drawn_from_its_range_and_the_same_seed_draws_the_same()
    {
        var settings = Of("pod-delete", ("PODS_AFFECTED_PERC", "20-40"));

        double[] first = [.. Draws(settings)];

        Assert.Equal(first, Draws(settings));
        Assert.All(first, share => Assert.InRange(share, 0.2, 0.4));
        Assert.Equal((20, 40), settings.Range("PODS_AFFECTED_PERC"));
    }

    [Fact]
    public void A_random_interval_reaches_from_nothing_to_its_number_or_over_its_range()
    {
        var random = new Seed(42).Stream("interval");

        Assert.InRange(Of("pod-delete", ("CHAOS_INTERVAL", "3")).Interval("CHAOS_INTERVAL", random), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.InRange(Of("pod-delete", ("CHAOS_INTERVAL", "3-4")).Interval("CHAOS_INTERVAL", random), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Ranges_are_drawn_once_for_a_run_but_the_interval_for_each_strike()
    {
        var fault = LitmusFaults.Find("pod-delete")!;
        var settings = Of("pod-delete", ("PODS_AFFECTED_PERC", "20-40"), ("CHAOS_INTERVAL", "3-9"));

        var drawn = fault.Draw(settings, new Seed(7).Stream("ranges"));

        Assert.InRange(drawn.Integer("PODS_AFFECTED_PERC"), 20, 40);
        Assert.Equal(drawn.Values, fault.Draw(settings, new Seed(7).Stream("ranges")).Values);
        Assert.Equal((3, 9), drawn.Range("CHAOS_INTERVAL"));
    }

    [Fact]
    public void Lists_are_split_at_commas_or_read_as_JSON()
    {
        Assert.Equal(["a", "b"], Of("pod-network-latency", ("DESTINATION_HOSTS", "a, b,")).List("DESTINATION_HOSTS"));
        Assert.Equal(["a", "b"], Of("pod-dns-error", ("TARGET_HOSTNAMES", """["a","b"]""")).List("TARGET_HOSTNAMES"));
        Assert.Empty(Of("pod-dns-error").List("TARGET_HOSTNAMES"));
    }

    [Fact]
    public void Milliseconds_and_flags()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), Of("pod-http-latency").Milliseconds("LATENCY"));
        Assert.False(Of("pod-delete", ("FORCE", "F")).Flag("FORCE"));
        Assert.False(Of("pod-delete").Flag("RANDOMNESS"));
    }

    [Theory]
    [InlineData("pod-delete", "FORCE", "ja", "true or false")]
    [InlineData("pod-delete", "PODS_AFFECTED_PERC", "40-20", "a whole number or a range such as 20-40, from 0 to 100 (%)")]
    [InlineData("pod-delete", "PODS_AFFECTED_PERC", "150", "a whole number or a range such as 20-40, from 0 to 100 (%)")]
    [InlineData("pod-delete", "SEQUENCE", "paralel", "one of parallel, serial, random")]
    [InlineData("pod-http-status-code", "STATUS_CODE", "500,x", "whole numbers separated by commas, each from 100 to 599")]
    [InlineData("pod-dns-error", "TARGET_HOSTNAMES", "[a]", """names separated by commas, or a JSON list such as ["a","b"]""")]
    [InlineData("pod-network-latency", "JITTER", "1-2", "a whole number from 0 to 1000000 (ms)")]
    public void Values_that_Litmus_would_take_for_zero_are_refused(string fault, string name, string value, string must)
    {
        var tunable = LitmusFaults.Find(fault)!.Tunables.Single(known => known.Name == name);

        Assert.Equal(must, Chaos.Break.Litmus.Catalogue.TunableValue.Wrong(tunable, value));
    }

    [Fact]
    public void Every_default_of_the_catalogue_is_a_value_that_its_setting_takes()
    {
        var wrong = LitmusFaults.All.SelectMany(fault => fault.Tunables
            .Where(tunable => new[] { tunable.Chart, tunable.Program }.Any(value =>
                !string.IsNullOrEmpty(value) && Chaos.Break.Litmus.Catalogue.TunableValue.Wrong(tunable, value) is not null))
            .Select(tunable => $"{fault.Name} {tunable.Name}"));

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_fault_names_a_setting_twice() => Assert.All(LitmusFaults.All, fault =>
        Assert.Equal(fault.Tunables.Count, fault.Tunables.Select(tunable => tunable.Name).Distinct().Count()));

    private static Tunables Of(string fault, params (string Name, string Value)[] env) =>
        LitmusFaults.Find(fault)!.Resolve(env.ToDictionary(pair => pair.Name, pair => pair.Value));

    private static List<double> Draws(Tunables settings)
    {
        var random = new Seed(7).Stream("share");

        return [.. Enumerable.Range(0, 20).Select(_ => settings.Share("PODS_AFFECTED_PERC", random))];
    }
}
