using Lab.Contracts;
using Lab.Control.Links;

namespace Lab.Hosting.Tests.Model;

public sealed class LinkVerbsTests
{
    [Theory]
    [InlineData("127.0.0.1:6379", "127.0.0.1:6379", "127.0.0.1:4001")]
    [InlineData("cache.local:7000,password=a=b,ssl=false", "cache.local:7000", "127.0.0.1:4001,password=a=b,ssl=false")]
    [InlineData("cache", "cache:6379", "127.0.0.1:4001")]
    [InlineData("Host=127.0.0.1;Port=5433;Username=postgres;Database=shop", "127.0.0.1:5433", "Host=127.0.0.1;Port=4001;Username=postgres;Database=shop")]
    [InlineData("Username=u;Password='a;b';Server=db", "db:5432", "Host=127.0.0.1;Port=4001;Username=u;Password='a;b'")]
    public void A_connection_string_keeps_all_but_the_address(string direct, string server, string through)
    {
        Assert.Equal(server, LinkedConnectionString.Server(direct));
        Assert.Equal(through, LinkedConnectionString.Through(direct, 4001));
    }

    [Theory]
    [InlineData("a:1,b:2,password=secret")]
    [InlineData("Host=a,b;Password=secret")]
    public void A_connection_string_of_several_servers_is_refused_and_not_shown(string several)
    {
        var problem = Assert.Throws<LabException>(() => LinkedConnectionString.Server(several));

        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_waits_for_a_link_waits_for_what_is_behind_it_too()
    {
        var builder = TestLab.Builder();
        var redis = builder.AddLabRedis("redis");
        var link = builder.AddLink<Projects.Lab_Chaos>("cache-link", to: redis);

        var echo = builder.AddEcho("echo").WithReference(link).WaitFor(link);

        Assert.Equal(["cache-link", "redis"], ((Resource)echo.Resource).Settings.Waits.Select(wait => wait.Target.Name));
        Assert.Empty(((Resource)link.Resource).Settings.Waits);
        Assert.Equal("link", ((Resource)link.Resource).Kind);
    }

    [Fact]
    public void A_link_of_another_builders_resource_is_found()
    {
        var builder = TestLab.Builder();
        builder.AddLink<Projects.Lab_Chaos>("cache-link", to: TestLab.Builder().AddLabRedis("redis"));

        Assert.Equal(["Resource 'cache-link' needs 'redis', which belongs to another builder. Add it to this one."], Problems(builder));
    }

    [Fact]
    public void A_link_needs_an_endpoint_to_lead_to()
    {
        var builder = TestLab.Builder();
        var mute = builder.AddProject<Projects.Lab_Hosting_TestApp>("mute", launchProfileName: null);
        builder.AddLink<Projects.Lab_Chaos>("mute-link", to: mute);

        Assert.Equal(["Link 'mute-link' leads to 'mute', which has no http endpoint named 'http'. Add .WithHttpEndpoint() there."], Problems(builder));
    }

    [Fact]
    public async Task A_service_behind_a_link_is_found_under_its_own_name_at_the_links_address()
    {
        await using var lab = await TestLab.StartAsync(builder =>
        {
            var stock = builder.AddEcho("stock").WithReplicas(2);
            var link = builder.AddLink<Projects.Lab_Chaos>("stock-link", to: stock);
            builder.AddEcho("shop").WithReference(link).WaitFor(link);
        });
        using var shop = new HttpClient { BaseAddress = lab.Address("shop") };
        var link = lab.Address("stock-link").ToString().TrimEnd('/');

        Assert.Equal(link, await shop.GetStringAsync(new Uri("/env/services__stock__http__0", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.NotEqual(lab.Address("stock"), lab.Address("stock-link"));
        using var through = new HttpClient { BaseAddress = lab.Address("stock-link") };
        Assert.NotEmpty(await through.GetStringAsync(new Uri("/pid", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    private static string[] Problems(IDistributedApplicationBuilder builder) =>
        [.. ModelCheck.Problems([.. builder.Resources.Cast<Resource>()])];
}
