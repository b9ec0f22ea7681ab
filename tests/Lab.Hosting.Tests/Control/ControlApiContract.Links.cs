using System.Net;
using System.Net.Http.Json;
using Lab.Contracts.Control;

namespace Lab.Hosting.Tests.Control;

/// <summary>Links and their toxics.</summary>
public abstract partial class ControlApiContract<TLab>
{
    [Fact]
    public async Task Behind_a_link_a_service_finds_the_target_under_its_own_name_at_the_links_address()
    {
        var link = (await ResourceAsync("redis-link")).Endpoints["tcp"];

        Assert.Equal($"127.0.0.1:{link.Port}", await AskSoloAsync("/env/ConnectionStrings__redis"));
        Assert.NotEqual($"127.0.0.1:{link.Port}", await ConnectionStringAsync("redis"));
        Assert.Equal($"127.0.0.1:{link.Port}", await ConnectionStringAsync("redis-link"));
    }

    [Fact]
    public async Task A_toxic_is_put_on_a_link_listed_and_taken_off()
    {
        var wish = new ToxicWish { Kind = ToxicKind.Partition, Milliseconds = 600_000 };
        var address = (await ResourceAsync("redis-link")).Endpoints["tcp"];
        Assert.Equal("+PONG", await PingAsync(address));

        using var put = await lab.Client.PutAsJsonAsync("/v1/links/redis-link/toxics/cut", wish, Format, Cancelled);
        var silent = PingAsync(address);
        var listed = await lab.Client.GetFromJsonAsync<ToxicInfo[]>("/v1/links/redis-link/toxics", Format, Cancelled);
        Assert.False(silent.IsCompleted);
        using var removed = await lab.Client.DeleteAsync("/v1/links/redis-link/toxics/cut", Cancelled);

        Assert.Equal("+PONG", await silent);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (put.StatusCode, removed.StatusCode));
        Assert.Equal(("cut", ToxicKind.Partition), (Assert.Single(listed!).Name, listed![0].Wish.Kind));
    }

    [Fact]
    public async Task All_toxics_of_a_link_are_taken_off_at_once()
    {
        foreach (var name in (string[])["one", "two"])
        {
            using var put = await lab.Client.PutAsJsonAsync(
                $"/v1/links/redis-link/toxics/{name}", new ToxicWish { Kind = ToxicKind.Latency, DelayMilliseconds = 1, Milliseconds = 600_000 }, Format, Cancelled);
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        }

        using var removed = await lab.Client.DeleteAsync("/v1/links/redis-link/toxics", Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await lab.Client.GetFromJsonAsync<ToxicInfo[]>("/v1/links/redis-link/toxics", Format, Cancelled))!);
    }

    [Fact]
    public async Task A_toxic_that_makes_no_sense_is_refused_with_every_mend()
    {
        using var answer = await lab.Client.PutAsJsonAsync(
            "/v1/links/redis-link/toxics/odd", new { kind = "Latency", loss = 0.5, milliseconds = 0 }, Format, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            "A toxic of kind Latency needs 'delayMilliseconds'. Example: { \"kind\": \"Latency\", \"delayMilliseconds\": 100, \"milliseconds\": 30000 } "
            + "A toxic of kind Latency does not read 'loss'. Leave it out; it reads delayMilliseconds, jitterMilliseconds, p99Milliseconds, correlation. "
            + "'milliseconds' is 0; it must be 1 to 3600000 (how long the toxic stays).",
            await DetailAsync(answer));
    }

    [Fact]
    public async Task Toxics_act_on_links_only()
    {
        using var answer = await lab.Client.GetAsync("/v1/links/redis/toxics", Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("'redis' is no link but a redis; toxics act on links only. Links of this lab: redis-link.", await DetailAsync(answer));
    }

    [Fact]
    public async Task A_links_own_admin_endpoint_answers_the_host_only()
    {
        using var stranger = new HttpClient { BaseAddress = (await ResourceAsync("redis-link")).Endpoints["admin"] };

        using var refused = await stranger.GetAsync("/toxics", Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }
}
