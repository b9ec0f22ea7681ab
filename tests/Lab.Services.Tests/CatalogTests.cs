using System.Diagnostics.Metrics;
using Lab.Services.Catalog.Monitoring;
using Lab.Services.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Services.Tests;

/// <summary>Each strategy at the moment at which the suspect mixes: an update on one replica is held there, a reader comes on another.</summary>
public sealed class CatalogTests(Stores stores)
{
    [Theory]
    [InlineData("set-then-invalidate", "u1 u0 u0")]
    [InlineData("lock-writer-only", "u1 u0 u0")]
    [InlineData("multi-exec", "u1 u1 u1")]
    [InlineData("multi-exec-mget", "u1 u1 u1")]
    [InlineData("versioned-read", "u1 u1 u1")]
    public async Task What_a_reader_combines_while_an_update_stands_after_its_first_write(string strategy, string combined)
    {
        await using var shelf = await Shelf.OpenAsync(stores, strategy);
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shelf.ProductAsync();
        await nemesis.ArmAsync(shelf.Replicas[0], "after-set");

        var update = shelf.UpdateAsync(id, "u1", replica: 1);
        await nemesis.Caught;

        Assert.Equal(combined, await shelf.ReadAsync(id, replica: 2));
        nemesis.Release();
        Assert.Equal(200, (await update).Status);
    }

    [Theory]
    [InlineData("set-then-invalidate", "u0 u1 u1")]
    [InlineData("lock-writer-only", "u0 u1 u1")]
    [InlineData("multi-exec", "u0 u1 u1")]
    [InlineData("multi-exec-mget", "u0 u0 u0")]
    [InlineData("versioned-read", "u1 u1 u1")]
    public async Task What_a_reader_combines_that_stands_after_its_first_look_while_everything_changes(string strategy, string combined)
    {
        await using var shelf = await Shelf.OpenAsync(stores, strategy);
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shelf.ProductAsync();
        await nemesis.ArmAsync(shelf.Replicas[1], "after-product");

        var read = shelf.ReadAsync(id, replica: 2);
        await nemesis.Caught;
        await shelf.UpdateAsync(id, "u1", replica: 1);
        await shelf.ReadAsync(id, replica: 1);
        nemesis.Release();

        Assert.Equal(combined, await read);
    }

    [Fact]
    public async Task Under_the_lock_a_reader_waits_for_the_update_to_end()
    {
        await using var shelf = await Shelf.OpenAsync(stores, "lock", "--Catalog:LeaseTime=00:00:30");
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shelf.ProductAsync();
        await nemesis.ArmAsync(shelf.Replicas[0], "after-set");

        var update = shelf.UpdateAsync(id, "u1", replica: 1);
        await nemesis.Caught;
        var read = shelf.ReadAsync(id, replica: 2);

        Assert.False(read.IsCompleted);
        nemesis.Release();
        Assert.Equal(200, (await update).Status);
        Assert.Equal("u1 u1 u1", await read);
    }

    [Fact]
    public async Task Past_its_lease_the_lock_keeps_nobody_out()
    {
        await using var shelf = await Shelf.OpenAsync(stores, "lock", "--Catalog:LeaseTime=00:00:00.05");
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shelf.ProductAsync();
        await nemesis.ArmAsync(shelf.Replicas[0], "after-set");

        var update = shelf.UpdateAsync(id, "u1", replica: 1);
        await nemesis.Caught;

        Assert.Equal("u1 u0 u0", await shelf.ReadAsync(id, replica: 2));
        nemesis.Release();
        Assert.Equal(200, (await update).Status);
    }

    [Fact]
    public async Task Who_does_not_get_the_lock_in_time_is_told_that_nothing_was_done()
    {
        await using var shelf = await Shelf.OpenAsync(stores, "lock", "--Catalog:LeaseTime=00:00:30", "--Catalog:LeaseWait=00:00:00.05");
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shelf.ProductAsync();
        await nemesis.ArmAsync(shelf.Replicas[0], "after-set");

        var update = shelf.UpdateAsync(id, "u1", replica: 1);
        await nemesis.Caught;

        Assert.Equal("503 lease-busy", await shelf.ReadAsync(id, replica: 2));
        var (status, body) = await shelf.UpdateAsync(id, "u2", replica: 2);
        Assert.Equal((503, "lease-busy"), (status, body.GetProperty("code").GetString()));
        nemesis.Release();
        await update;
    }

    [Theory]
    [InlineData("set-then-invalidate")]
    [InlineData("lock-writer-only")]
    [InlineData("lock")]
    [InlineData("multi-exec")]
    [InlineData("multi-exec-mget")]
    [InlineData("versioned-read")]
    public async Task One_after_the_other_every_strategy_shows_the_newest_update_on_every_replica(string strategy)
    {
        await using var shelf = await Shelf.OpenAsync(stores, strategy);
        var id = await shelf.ProductAsync();

        foreach (var update in (string[])["u1", "u2"])
        {
            Assert.Equal(200, (await shelf.UpdateAsync(id, update)).Status);
            Assert.Equal($"{update} {update} {update}", await shelf.ReadAsync(id, replica: 2));
        }
    }

    [Fact]
    public async Task Frozen_it_takes_new_products_and_no_updates()
    {
        await using var shelf = await Shelf.OpenAsync(stores, "frozen");
        var id = $"p-{Guid.NewGuid():N}";
        Assert.Equal(200, (await shelf.UpdateAsync(id, id)).Status);

        var (status, body) = await shelf.UpdateAsync(id, "u1");

        Assert.Equal((409, "catalog-frozen"), (status, body.GetProperty("code").GetString()));
        Assert.Equal($"{id} {id} {id}", await shelf.ReadAsync(id));
    }

    [Fact]
    public async Task Search_that_fails_fails_no_update()
    {
        await using var shelf = await Shelf.OpenAsync(stores, "set-then-invalidate");
        var id = await shelf.ProductAsync();
        shelf.Search.Answer = _ => Task.FromResult(500);

        Assert.Equal(200, (await shelf.UpdateAsync(id, "u1")).Status);
        Assert.Equal("u1 u1 u1", await shelf.ReadAsync(id));
    }

    [Theory]
    [InlineData("set-then-invalidate", "answered")]
    [InlineData("versioned-read", "reread")]
    public async Task The_monitor_counts_mismatches_by_what_became_of_them(string strategy, string outcome)
    {
        await using var shelf = await Shelf.OpenAsync(stores, strategy);
        var seen = new List<string?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Name == MismatchMonitor.Instrument
                    && instrument.Meter.Scope == shelf.Services(2).GetRequiredService<IMeterFactory>())
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => seen.Add(tags.ToArray().Single().Value as string));
        listener.Start();
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shelf.ProductAsync();
        await nemesis.ArmAsync(shelf.Replicas[0], "after-set");
        var update = shelf.UpdateAsync(id, "u1", replica: 1);
        await nemesis.Caught;

        await shelf.ReadAsync(id, replica: 2);

        Assert.NotEmpty(seen);
        Assert.All(seen, each => Assert.Equal(outcome, each));
        nemesis.Release();
        await update;
    }

    [Fact]
    public async Task An_unknown_product_is_told_how_to_be_added()
    {
        await using var shelf = await Shelf.OpenAsync(stores, "multi-exec-mget");

        Assert.Equal("404 unknown-product", await shelf.ReadAsync("nobody"));
    }

    [Theory]
    [InlineData("""{"cents":1}""")]
    [InlineData("""{"name":"","cents":1}""")]
    [InlineData("""{"name":"Lamp"}""")]
    [InlineData("""{"name":"Lamp","cents":-1}""")]
    [InlineData("""{"name":"Lamp","cents":1000000001}""")]
    public async Task An_update_that_is_not_valid_is_refused_with_every_problem(string body)
    {
        await using var shelf = await Shelf.OpenAsync(stores, "set-then-invalidate");
        using var request = new HttpRequestMessage(HttpMethod.Put, "products/p") { Content = Json.Body(body) };
        request.Headers.Add("Idempotency-Key", "u1");

        using var reply = await shelf.Replicas[0].SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)reply.StatusCode);
        Assert.Equal("invalid", (await Json.ReadAsync(reply)).GetProperty("code").GetString());
    }
}
