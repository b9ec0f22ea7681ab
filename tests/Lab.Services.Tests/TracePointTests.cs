using Lab.Services.Tests.Support;

namespace Lab.Services.Tests;

public sealed class TracePointTests(Stores stores)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_pass_is_held_and_told_and_the_others_go_by()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 10);
        await nemesis.ArmAsync(shop.Replicas[0], "after-check");

        var held = shop.ReserveAsync(id, key: $"held-{id}");
        var report = await nemesis.Caught;
        var others = await shop.ReserveAtOnceAsync(id, buyers: 5);

        Assert.All(others, other => Assert.True(other.IsSold));
        Assert.False(held.IsCompleted);
        Assert.Equal(1, nemesis.Reports);
        Assert.Equal(
            $$"""{"point":"after-check","replica":"inventory-1","pid":{{Environment.ProcessId}},"key":"{{id}}","operation":"held-{{id}}"}""",
            report.GetRawText());
    }

    [Fact]
    public async Task The_pass_that_is_held_comes_after_as_many_as_are_to_be_skipped()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 10);
        await nemesis.ArmAsync(shop.Replicas[0], "after-check", skip: 2);

        await shop.ReserveAsync(id);
        await shop.ReserveAsync(id);
        _ = shop.ReserveAsync(id, key: $"third-{id}");

        Assert.Equal($"third-{id}", (await nemesis.Caught).GetProperty("operation").GetString());
    }

    [Fact]
    public async Task Disarmed_it_holds_nobody()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 10);
        await nemesis.ArmAsync(shop.Replicas[0], "after-check");

        using var reply = await shop.Replicas[0].DeleteAsync("trace-points/after-check", Cancel);

        Assert.True((await shop.ReserveAsync(id)).IsSold);
        Assert.Equal(0, nemesis.Reports);
    }

    [Fact]
    public async Task A_callback_that_nobody_answers_lets_the_pass_go_on()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        var id = await shop.EventAsync(capacity: 10);
        using var armed = await shop.Replicas[0].PutAsync(
            "trace-points/after-check", Json.Body("""{"callback":"http://127.0.0.1:9/gone"}"""), Cancel);

        Assert.True((await shop.ReserveAsync(id)).IsSold);
    }

    [Theory]
    [InlineData("naive")]
    [InlineData("redlock")]
    [InlineData("redlock-only")]
    [InlineData("row-lock")]
    [InlineData("atomic")]
    [InlineData("optimistic")]
    public async Task After_commit_the_order_is_stored(string strategy)
    {
        await using var shop = await Shop.OpenAsync(stores, strategy);
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 1);
        await nemesis.ArmAsync(shop.Replicas[0], "after-commit");

        _ = shop.ReserveAsync(id);
        await nemesis.Caught;

        Assert.Equal(1, await shop.SoldAsync(id));
    }

    [Fact]
    public async Task An_unknown_name_is_refused_with_the_names_there_are()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        using var reply = await shop.Replicas[0].PutAsync(
            "trace-points/after-chekc", Json.Body("""{"callback":"http://127.0.0.1:9/"}"""), Cancel);

        Assert.Equal(404, (int)reply.StatusCode);
        Assert.Equal(
            "Unknown trace point 'after-chekc'. Known: after-check, after-commit. Did you mean 'after-check'?",
            (await Json.ReadAsync(reply)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("""{"callback":"http://example.com/"}""")]
    [InlineData("""{"callback":"file:///etc/passwd"}""")]
    [InlineData("""{"callback":"/reached"}""")]
    [InlineData("""{"callback":null}""")]
    [InlineData("{}")]
    [InlineData("""{"callback":"http://127.0.0.1:9/","skip":-1}""")]
    [InlineData("""{"callback":7}""")]
    public async Task Only_a_loopback_address_and_a_count_from_zero_arm_it(string body)
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        using var reply = await shop.Replicas[0].PutAsync("trace-points/after-check", Json.Body(body), Cancel);

        Assert.Equal(400, (int)reply.StatusCode);
    }

    [Fact]
    public async Task Nothing_can_be_armed_unless_it_is_enabled()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic", settings: "--TracePoints:Enabled=false");

        using var reply = await shop.Replicas[0].PutAsync(
            "trace-points/after-check", Json.Body("""{"callback":"http://127.0.0.1:9/"}"""), Cancel);

        Assert.Equal(404, (int)reply.StatusCode);
    }
}
