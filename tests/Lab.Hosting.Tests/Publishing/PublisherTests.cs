using Lab.Contracts;
using Lab.Control.Publishing;
using Lab.Control.Publishing.Writing;

namespace Lab.Hosting.Tests.Publishing;

/// <summary>What the manifests of a small shop say.</summary>
public sealed class PublisherTests
{
    private readonly Published _shop = Published.Of(Published.Shop);

    [Fact]
    public void The_same_model_gives_the_same_bytes() => Assert.Equal(_shop.Files, Published.Of(Published.Shop).Files);

    [Fact]
    public void Every_line_ends_with_a_line_feed_and_no_blank() =>
        Assert.All(_shop.Files.Values, text => Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line)));

    [Fact]
    public void The_labs_own_resources_are_left_out_and_only_drivers_that_send_become_jobs() =>
        Assert.Equal(["cache", "front", "load", "orders", "stock"], _shop.Files.Keys.Where(file => file.Contains('/')).Select(file => file.Split('/')[0]).Distinct());

    [Fact]
    public void A_service_knows_others_by_the_names_that_it_knows_here() =>
        Assert.Equal(
            """
            HTTP_PORTS: "8080"
            OTEL_SERVICE_NAME: front
            STOCK_HTTP: http://stock-service:8080
            Stock__Url: http://stock-service:8080
            services__stock__http__0: http://stock-service:8080

            """,
            _shop.Part("front/config.yaml", "data"));

    [Fact]
    public void A_connection_string_is_put_together_in_the_pod_and_no_manifest_has_the_password()
    {
        Assert.Equal("cache-secrets", _shop.Text("stock/deployment.yaml", "spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/name"));
        Assert.Equal("cache-service:6379,password=$(CACHE_PASSWORD)", _shop.Text("stock/deployment.yaml", "spec/template/spec/containers/0/env/2/value"));
        Assert.Equal(
            "Host=orders-service;Port=5432;Username=postgres;Password=$(ORDERS_PASSWORD);Database=shop;Maximum Pool Size=60;Timeout=10",
            _shop.Text("stock/deployment.yaml", "spec/template/spec/containers/0/env/3/value"));
        Assert.DoesNotContain(_shop.Files.Values, text => text.Contains("kind: Secret\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Request_and_limit_are_what_the_app_host_says() =>
        Assert.Equal(
            """
            requests:
              cpu: 250m
              memory: 256Mi
            limits:
              cpu: 250m
              memory: 256Mi

            """,
            _shop.Part("stock/deployment.yaml", "spec/template/spec/containers/0/resources"));

    [Theory]
    [InlineData("stock/deployment.yaml", 1654)]
    [InlineData("cache/statefulset.yaml", 999)]
    [InlineData("orders/statefulset.yaml", 70)]
    [InlineData("load/job.yaml", 1654)]
    public void A_pod_runs_without_root_token_or_a_writable_image(string file, int user)
    {
        Assert.Equal("false", _shop.Text(file, "spec/template/spec/automountServiceAccountToken"));
        Assert.Equal(("true", $"{user}"), (_shop.Text(file, "spec/template/spec/securityContext/runAsNonRoot"), _shop.Text(file, "spec/template/spec/securityContext/runAsUser")));
        Assert.Equal("RuntimeDefault", _shop.Text(file, "spec/template/spec/securityContext/seccompProfile/type"));
        Assert.Equal("true", _shop.Text(file, "spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem"));
        Assert.Equal("false", _shop.Text(file, "spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation"));
        Assert.Equal("ALL", _shop.Text(file, "spec/template/spec/containers/0/securityContext/capabilities/drop/0"));
    }

    [Fact]
    public void A_server_is_governed_by_a_headless_service_and_only_the_database_keeps_its_data()
    {
        Assert.Equal("None", _shop.Text("cache/service.yaml", "spec/clusterIP"));
        Assert.Equal("cache-service", _shop.Text("cache/statefulset.yaml", "spec/serviceName"));
        Assert.Null(_shop.Document("cache/statefulset.yaml")["spec"] is YamlMap cache ? cache["volumeClaimTemplates"] : null);
        Assert.Equal("data", _shop.Text("orders/statefulset.yaml", "spec/volumeClaimTemplates/0/metadata/name"));
    }

    [Fact]
    public void A_service_with_replicas_has_a_budget_and_one_without_has_none()
    {
        Assert.Equal("1", _shop.Text("stock/budget.yaml", "spec/maxUnavailable"));
        Assert.False(_shop.Files.ContainsKey("front/budget.yaml"));
    }

    [Fact]
    public void The_network_is_closed_except_along_references()
    {
        Assert.Equal(["front", "load"], Peers("stock/network.yaml", "ingress", "from"));
        Assert.Equal(["cache", "orders"], Peers("stock/network.yaml", "egress", "to"));
        Assert.Equal(["stock", "load"], Peers("cache/network.yaml", "ingress", "from"));
        Assert.Empty(Peers("cache/network.yaml", "egress", "to"));

        // Called from outside: any peer, but only at its port.
        Assert.Empty(Peers("front/network.yaml", "ingress", "from"));
        Assert.Equal("8080", _shop.Text("front/network.yaml", "spec/ingress/0/ports/0/port"));
        Assert.Equal(["cache", "orders", "stock", "front"], Peers("load/network.yaml", "egress", "to"));
    }

    [Fact]
    public void A_driver_is_an_indexed_job_whose_pods_each_do_a_share()
    {
        Assert.Equal(("Indexed", "4", "4"), (_shop.Text("load/job.yaml", "spec/completionMode"), _shop.Text("load/job.yaml", "spec/completions"), _shop.Text("load/job.yaml", "spec/parallelism")));
        Assert.Equal("$(JOB_COMPLETION_INDEX)/4", _shop.Text("load/job.yaml", "spec/template/spec/containers/0/args/5"));
        Assert.Equal("JOB_COMPLETION_INDEX", _shop.Text("load/job.yaml", "spec/template/spec/containers/0/env/0/name"));
        Assert.Equal("http://stock-service:8080", _shop.Text("load/config.yaml", "data/services__stock__http__0"));
    }

    [Fact]
    public void A_kustomization_lists_every_file_of_its_folder_and_drivers_have_their_own()
    {
        var listed = ((YamlList)_shop.Document("kustomization.yaml")["resources"]!).OfType<YamlText>().Select(file => file.Text);

        Assert.Equal(
            _shop.Files.Keys.Where(file => file.EndsWith(".yaml", StringComparison.Ordinal) && file != "kustomization.yaml" && !file.StartsWith("load/", StringComparison.Ordinal)),
            listed.Order(StringComparer.Ordinal));
        Assert.Equal("config.yaml", _shop.Text("load/kustomization.yaml", "resources/0"));
    }

    [Fact]
    public void A_namespace_of_ones_own_is_the_instance_too()
    {
        var mine = Published.Of(Published.Shop, options: new PublishOptions { OutputPath = "unused", Namespace = "mine" });

        Assert.Equal("mine", mine.Text("namespace.yaml", "metadata/name"));
        Assert.Equal(
            """
            app.kubernetes.io/name: lab
            app.kubernetes.io/component: stock
            app.kubernetes.io/instance: mine

            """,
            mine.Part("stock/deployment.yaml", "spec/selector/matchLabels"));
    }

    [Fact]
    public void A_reference_through_a_link_leads_to_what_is_behind_it()
    {
        var shop = Published.Of(builder =>
        {
            var redis = builder.AddLabRedis("cache");
            var link = builder.AddResource(new Relay("cache-link", (Resource)redis.Resource));
            var stock = builder.AddEcho("stock");
            stock.Resource.Settings.References.Add(new Reference(link.Resource, "cache"));
        });

        Assert.Equal("cache-service:6379,password=$(CACHE_PASSWORD)", shop.Text("stock/deployment.yaml", "spec/template/spec/containers/0/env/1/value"));
        Assert.DoesNotContain(shop.Files, file => file.Key.StartsWith("cache-link/", StringComparison.Ordinal) || file.Value.Contains("cache-link", StringComparison.Ordinal));
    }

    [Fact]
    public void A_program_without_an_image_is_refused_with_the_mend() =>
        Assert.Equal(
            ["Resource 'tool' is the program true, of which there is no image. Make it a project, or take it out when publishing."],
            Assert.Throws<LabException>(() => Published.Of(builder => builder.AddExecutable("tool", "true", "."))).Problems);

    [Fact]
    public void A_reference_to_what_is_not_published_is_refused_with_the_mend() =>
        Assert.Equal(
            [
                "Resource 'stock' refers to 'cache', which is not published. Take the reference out, or what keeps it from being published: "
                + "a connection string in the configuration (ConnectionStrings__cache) does.",
            ],
            Assert.Throws<LabException>(() => Publisher.Files(
                new PublishedSystem
                {
                    Name = "shop",
                    Workloads = [new Workload { Name = "stock", Kind = WorkloadKind.Service, References = [new WorkloadReference("cache", "cache")] }],
                    Drivers = [],
                },
                new PublishOptions { OutputPath = "unused" },
                new Dictionary<string, string>())).Problems);

    private IEnumerable<string?> Peers(string file, string direction, string side) =>
        from rule in (((_shop.Document(file)["spec"] as YamlMap)?[direction] as YamlList)?.OfType<YamlMap>() ?? [])
        from peer in (rule[side] as YamlList)?.OfType<YamlMap>() ?? []
        where peer["namespaceSelector"] is null
        select (((peer["podSelector"] as YamlMap)?["matchLabels"] as YamlMap)?["app.kubernetes.io/component"] as YamlText)?.Text;

    private sealed class Relay(string name, Resource target) : Resource(name)
    {
        internal override string Kind => "link";

        internal override Resource Behind => target;
    }
}
