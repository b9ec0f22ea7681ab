using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Lab.Chaos.Stubs;
using Lab.Contracts;
using MathNet.Numerics.Distributions;
using Microsoft.Extensions.Configuration;

namespace Lab.Chaos.Tests.Stubs;

public sealed class StubTests
{
    [Fact]
    public void Draws_pass_a_kolmogorov_smirnov_test_against_the_lognormal_that_was_asked_for()
    {
        const int Draws = 5_000;
        var delay = new LognormalDelay(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), new Seed(42));
        var asked = new LogNormal(Math.Log(0.050), Math.Log(5) / 2.3263478740408408);

        double[] drawn = [.. Enumerable.Range(0, Draws).Select(n => delay.For($"run-0-{n}").TotalSeconds).Order()];
        var distance = drawn.Select((x, n) => Math.Max(
            Math.Abs(asked.CumulativeDistribution(x) - ((double)n / Draws)),
            Math.Abs(asked.CumulativeDistribution(x) - ((n + 1.0) / Draws)))).Max();

        // 1.36 / sqrt(n): critical value at 5 % (Smirnov 1948).
        Assert.True(distance < 1.36 / Math.Sqrt(Draws), $"distance {distance} with seed 42");
    }

    [Fact]
    public void A_delay_belongs_to_its_request_and_its_seed()
    {
        var delay = Delay(seed: 42);

        Assert.Equal(delay.For("a"), Delay(seed: 42).For("a"));
        Assert.NotEqual(delay.For("a"), delay.For("b"));
        Assert.NotEqual(delay.For("a"), Delay(seed: 43).For("a"));
    }

    [Fact]
    public void Equal_quantiles_make_every_delay_the_same() => Assert.Equal(TimeSpan.FromMilliseconds(7),
        new LognormalDelay(TimeSpan.FromMilliseconds(7), TimeSpan.FromMilliseconds(7), new Seed(1)).For("a"));

    [Fact]
    public void A_median_of_zero_means_no_delay_at_all() => Assert.Equal(TimeSpan.Zero,
        new LognormalDelay(TimeSpan.Zero, TimeSpan.FromMilliseconds(250), new Seed(1)).For("a"));

    [Fact]
    public async Task Any_path_is_accepted_and_the_reply_names_the_idempotency_key()
    {
        await using var stub = StubServer.Build(new StubOptions(), "http://127.0.0.1:0");
        await stub.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(stub.Urls.First()) };
        client.DefaultRequestHeaders.Add("Idempotency-Key", "run-0-7");

        using var posted = await client.PostAsJsonAsync("/payments/authorise", new { amount = 100 });
        var got = await client.GetFromJsonAsync<JsonObject>("/anything");
        using var health = await client.GetAsync("/health");

        Assert.Equal("""{"status":"accepted","id":"run-0-7"}""", await posted.Content.ReadAsStringAsync());
        Assert.Equal("accepted", got!["status"]!.GetValue<string>());
        Assert.True(health.IsSuccessStatusCode);
    }

    [Fact]
    public void Options_come_from_the_section_stub() => Assert.Equal(
        new StubOptions { Median = TimeSpan.FromMilliseconds(50), P99 = TimeSpan.FromMilliseconds(250), Seed = new Seed(7) },
        Read(("Stub:Median", "00:00:00.050"), ("Stub:P99", "00:00:00.250"), ("Stub:Seed", "7")));

    [Fact]
    public void Without_a_99th_percentile_every_delay_is_the_median() =>
        Assert.Equal(TimeSpan.FromMilliseconds(50), Read(("Stub:Median", "00:00:00.050")).P99);

    [Fact]
    public void Every_wrong_value_is_listed_with_its_mend() => Assert.Equal(
        [
            "Stub:Median is '50'; it must be a time from 00:00:00 to 00:01:00. Set Stub__Median=00:00:00.050 for 50 ms.",
            "Stub:P99 is '00:02:00'; it must be a time from 00:00:00 to 00:01:00. Set Stub__P99=00:00:00.050 for 50 ms.",
            "Stub:Seed is 'x'; it must be a whole number. Set Stub__Seed=42.",
        ],
        Assert.Throws<LabException>(() => Read(("Stub:Median", "50"), ("Stub:P99", "00:02:00"), ("Stub:Seed", "x"))).Problems);

    [Fact]
    public void A_99th_percentile_below_the_median_is_refused() => Assert.Equal(
        "Stub:P99 is 00:00:00.0500000 and Stub:Median is 00:00:01; the 99th percentile cannot lie below the median. "
        + "Set Stub__P99 to 00:00:01 or more.",
        Assert.Throws<LabException>(() => Read(("Stub:Median", "00:00:01"), ("Stub:P99", "00:00:00.050"))).Message);

    private static LognormalDelay Delay(long seed) =>
        new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), new Seed(seed));

    private static StubOptions Read(params (string Name, string Value)[] settings) => StubOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create<string, string?>(pair.Name, pair.Value))).Build());
}
