using Lab.TestKit.Charts;

namespace Lab.Aspire.Tests.Publishing;

/// <summary>What the chart of the real AppHost must contain so that a cluster runs it as this machine does.</summary>
public sealed class PublishedChartTests(PublishedChart published) : IClassFixture<PublishedChart>
{
    public static TheoryData<string> Services => ["payments", "inventory", "checkout"];

    public static TheoryData<string> Servers => ["redis", "redis-2", "redis-3", "postgres-server"];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_gets_its_quota_and_no_more(string service)
    {
        var resources = published.Find("Deployment", $"{service}-deployment").Container()["resources"];

        Assert.Equal(("250m", "256Mi"), (resources["limits"]["cpu"].Text, resources["limits"]["memory"].Text));
        Assert.Equal(resources["limits"].Entries, resources["requests"].Entries);
    }

    [Fact]
    public void Inventory_keeps_its_three_replicas() =>
        Assert.Equal("3", published.Find("Deployment", "inventory-deployment")["spec"]["replicas"].Text);

    [Theory]
    [InlineData("payments", "/__admin/health", "/__admin/health")]
    [InlineData("inventory", "/health", "/alive")]
    [InlineData("checkout", "/health", "/alive")]
    public void A_service_is_probed_over_http_at_its_own_port(string service, string ready, string alive)
    {
        var container = published.Find("Deployment", $"{service}-deployment").Container();
        Manifest[] probes = [.. new[] { "readinessProbe", "livenessProbe", "startupProbe" }.Select(kind => container[kind]["httpGet"])];

        // Were /health asked whether inventory is alive, a dead database would restart all of its replicas.
        Assert.Equal([ready, alive, alive], probes.Select(probe => probe["path"].Text));
        Assert.All(probes, probe =>
        {
            // In lower case an API server refuses it.
            Assert.Equal("HTTP", probe["scheme"].Text);
            Assert.Contains(container["ports"].Items, port => port["name"].Text == probe["port"].Text && port["containerPort"].IsNumber);
        });
    }

    [Fact]
    public void Every_selector_matches_the_labels_of_its_own_pods_and_of_no_others()
    {
        Manifest[] workloads = [.. published.Manifests.Where(m => m.Kind is "Deployment" or "StatefulSet")];

        Assert.NotEmpty(workloads);
        Assert.All(workloads, workload =>
        {
            var matched = workloads.Where(other => Matches(workload["spec"]["selector"]["matchLabels"], other));
            Assert.Equal([workload.Name], matched.Select(other => other.Name));
        });
        Assert.All(published.Manifests.Where(m => m.Kind is "Service"), service =>
        {
            var pods = Assert.Single(workloads, workload => Matches(service["spec"]["selector"], workload));
            Assert.Equal(service["metadata"]["labels"].Entries, pods["metadata"]["labels"].Entries);
        });
    }

    [Fact]
    public void Every_port_of_a_service_is_one_that_its_container_listens_on()
    {
        Manifest[] services = [.. published.Manifests.Where(m => m.Kind is "Service")];

        Assert.NotEmpty(services);
        Assert.All(services, service =>
        {
            var pods = published.Manifests.Single(m => m.Kind is "Deployment" or "StatefulSet" && Matches(service["spec"]["selector"], m));
            var open = pods.Container()["ports"].Items.Select(port => port["containerPort"].Text);
            Assert.All(service["spec"]["ports"].Items, port =>
            {
                Assert.True(port["port"].IsNumber && port["targetPort"].IsNumber, $"{service} has a port that is text.");
                Assert.Contains(port["targetPort"].Text, open);
            });
        });
    }

    [Fact]
    public void Every_address_in_the_environment_leads_to_a_service_of_the_chart()
    {
        var inventory = published.Environment(published.Find("Deployment", "inventory-deployment"));
        var checkout = published.Environment(published.Find("Deployment", "checkout-deployment"));

        Assert.Equal($"redis-service:6379,password={PublishedChart.Password}", inventory["ConnectionStrings__redis"]);
        Assert.Equal($"redis-2-service:6379,password={PublishedChart.Password}", inventory["ConnectionStrings__redis-2"]);
        Assert.Equal($"redis-3-service:6379,password={PublishedChart.Password}", inventory["ConnectionStrings__redis-3"]);
        Assert.Equal(
            $"Host=postgres-server-service;Port=5432;Username=postgres;Password={PublishedChart.Password};Database=ticketing",
            inventory["ConnectionStrings__postgres"]);
        Assert.Equal("http://payments-service:8080", inventory["services__payments__http__0"]);
        Assert.Equal("http://inventory-service:8080", checkout["services__inventory__http__0"]);
        Assert.Equal(["8080", "8080"], new[] { inventory, checkout }.Select(environment => environment["HTTP_PORTS"]));
    }

    [Fact]
    public void What_appears_in_the_app_host_as_a_variable_is_in_the_config_map()
    {
        var inventory = published.Find("ConfigMap", "inventory-config")["data"].Entries;

        Assert.Equal(("naive", "true"), (inventory["Inventory__Strategy"], inventory["TracePoints__Enabled"]));
    }

    [Fact]
    public void Payments_is_the_lab_command_with_its_verb_stub()
    {
        var container = published.Find("Deployment", "payments-deployment").Container();

        // A command would replace the entry point of the image.
        Assert.Equal(["stub", "--mappings", "scenarios/ticketing/stubs"], container["args"].Items.Select(arg => arg.Text));
        Assert.False(container["command"].Exists);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_image_of_a_service_is_a_value_of_the_chart(string service)
    {
        var image = published.Chart.Values.Find($"parameters.{service}.{service}_image");

        Assert.NotNull(image);
        Assert.Equal(image.Text, published.Find("Deployment", $"{service}-deployment").Container()["image"].Text);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void A_server_is_a_stateful_set_with_a_governing_service(string server)
    {
        var set = published.Find("StatefulSet", $"{server}-statefulset");

        Assert.Equal($"{server}-service", set["spec"]["serviceName"].Text);
        Assert.False(set.Container()["resources"].Exists);
    }

    [Fact]
    public void PostgreSQL_creates_the_database_that_the_services_connect_to_and_keeps_it_when_killed()
    {
        var server = published.Find("StatefulSet", "postgres-server-statefulset");
        var mount = Assert.Single(server.Container()["volumeMounts"].Items);

        Assert.Equal("ticketing", published.Environment(server)["POSTGRES_DB"]);
        Assert.Equal(["-c", "max_connections=300"], server.Container()["args"].Items.Select(arg => arg.Text));
        Assert.Contains(server.PodSpec()["volumes"].Items, volume => volume["name"].Text == mount["name"].Text);
    }

    [Fact]
    public void A_password_is_nowhere_but_in_secrets()
    {
        var leaking = published.Manifests.Where(m => m.Texts.Any(text => text.Contains(PublishedChart.Password, StringComparison.Ordinal)));

        Assert.NotEmpty(leaking);
        Assert.All(leaking, manifest => Assert.Equal("Secret", manifest.Kind));
    }

    [Fact]
    public void A_password_is_not_shipped_with_the_chart()
    {
        Assert.NotEmpty(published.Secrets);
        Assert.All(published.Secrets, secret => Assert.Equal("", secret.Value));
    }

    private static bool Matches(Manifest selector, Manifest workload)
    {
        var labels = workload["spec"]["template"]["metadata"]["labels"].Entries;
        return selector.Entries.Count > 0 && selector.Entries.All(entry => labels.TryGetValue(entry.Key, out var value) && value == entry.Value);
    }
}
