using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Lab.AppHost.Aspire;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Aspire.Tests;

/// <summary>AppHost.cs as Aspire understands it, without starting anything.</summary>
public sealed class AppHostModelTests
{
    [Fact]
    public async Task The_case_studies_have_three_Redis_nodes_a_database_five_services_and_three_links()
    {
        await using var app = await BuildAsync();

        Assert.Equal(
            Known,
            Model(app).Resources.Select(resource => resource.Name).Where(name => !name.EndsWith("-rebuilder", StringComparison.Ordinal) && Known.Contains(name)));
    }

    [Fact]
    public async Task Inventory_and_catalog_have_three_replicas_each()
    {
        await using var app = await BuildAsync();

        Assert.Equal(
            [("payments", 1), ("inventory", 3), ("checkout", 1), ("search", 1), ("catalog", 3)],
            Model(app).Resources.OfType<ProjectResource>().Where(project => Known.Contains(project.Name)).Select(project => (project.Name, project.GetReplicaCount())));
    }

    [Fact]
    public async Task Nothing_of_a_run_is_a_container_where_local_servers_are_installed()
    {
        await using var app = await BuildAsync();

        Assert.Empty(Model(app).Resources.OfType<ContainerResource>());
    }

    [Fact]
    public async Task Services_refer_to_what_is_behind_a_link_through_the_link()
    {
        await using var app = await BuildAsync();

        var resources = Model(app).Resources.ToDictionary(resource => resource.Name);
        Assert.Equal(["cache-link", "redis-2", "redis-3", "database-link", "payments"], AspireModel.References(resources["inventory"]));
        Assert.Equal(["inventory-link", "postgres"], AspireModel.References(resources["checkout"]));
        Assert.Equal(["redis"], AspireModel.References(resources["cache-link"]));
        Assert.Equal("link", AspireModel.Kind(resources["cache-link"]));
    }

    [Fact]
    public async Task Checkout_waits_for_the_link_for_inventory_and_for_the_database()
    {
        await using var app = await BuildAsync();

        var checkout = Model(app).Resources.Single(resource => resource.Name == "checkout");
        Assert.Equal(["inventory-link", "inventory", "postgres"], checkout.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name));
    }

    private static readonly string[] Known =
        ["redis", "redis-2", "redis-3", "postgres", "cache-link", "database-link", "payments", "inventory", "inventory-link", "checkout", "search", "catalog"];

    private static DistributedApplicationModel Model(global::Aspire.Hosting.DistributedApplication app) =>
        app.Services.GetRequiredService<DistributedApplicationModel>();

    private static async Task<global::Aspire.Hosting.DistributedApplication> BuildAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(TestContext.Current.CancellationToken);
        return await builder.BuildAsync(TestContext.Current.CancellationToken);
    }
}
