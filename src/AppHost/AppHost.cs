var builder = DistributedApplication.CreateBuilder(args);

// Where `aspire publish` puts it: a Helm chart. `aspire do publish-k3s` writes plain manifests. A run on this machine does not need it.
builder.AddKubernetesEnvironment("cluster");

// The ticket count is cached in the first node. The Redlock lease needs a majority of all three.
var redis = builder.AddLabRedis("redis");
var redis2 = builder.AddLabRedis("redis-2");
var redis3 = builder.AddLabRedis("redis-3");
var postgres = builder.AddLabPostgres("postgres", database: "ticketing");

// Relays on which the lab puts latency, loss, partitions; nothing of them is published.
var cacheLink = builder.AddLink<Projects.Lab_Chaos>("cache-link", to: redis);
var databaseLink = builder.AddLink<Projects.Lab_Chaos>("database-link", to: postgres);

// Stands between the check and the decrement: the slower it answers, the wider the window of the race.
var payments = builder.AddProject<Projects.Lab_Chaos>("payments", launchProfileName: null)
    .WithArgs("stub", "--mappings", "scenarios/ticketing/stubs").WithHttpEndpoint()
    .WithHttpHealthCheck("/__admin/health").WithProbes(ready: "/__admin/health", alive: "/__admin/health")
    .WithCpuLimit("250m").WithMemoryLimit("256Mi");

var inventory = builder.AddProject<Projects.Lab_Services_Inventory>("inventory", launchProfileName: null)
    .WithReplicas(3).WithHttpEndpoint()
    .WithReference(cacheLink).WaitFor(cacheLink)
    .WithReference(redis2).WaitFor(redis2)
    .WithReference(redis3).WaitFor(redis3)
    .WithReference(databaseLink).WaitFor(databaseLink)
    .WithReference(payments).WaitFor(payments)
    .WithEnvironment("Inventory__Strategy", "naive")
    .WithEnvironment("TracePoints__Enabled", "true")
    .WithHttpHealthCheck("/health").WithProbes(ready: "/health", alive: "/alive")
    .WithCpuLimit("250m").WithMemoryLimit("256Mi");

var inventoryLink = builder.AddLink<Projects.Lab_Chaos>("inventory-link", to: inventory);
builder.AddProject<Projects.Lab_Services_Checkout>("checkout", launchProfileName: null)
    .WithHttpEndpoint().WithExternalHttpEndpoints()
    .WithReference(inventoryLink).WaitFor(inventoryLink)
    .WithReference(postgres).WaitFor(postgres)
    .WithHttpHealthCheck("/health").WithProbes(ready: "/health", alive: "/alive")
    .WithCpuLimit("250m").WithMemoryLimit("256Mi");

// The second case study waits for `lab ... stale-cache`, and is not published: an update tells search between the entry and what is made from it.
var search = builder.AddProject<Projects.Lab_Chaos>("search", launchProfileName: null)
    .WithArgs("stub", "--mappings", "scenarios/stale-cache/stubs").WithHttpEndpoint().WithHttpHealthCheck("/__admin/health")
    .WithExplicitStart().ExcludeFromManifest();
builder.AddProject<Projects.Lab_Services_Catalog>("catalog", launchProfileName: null)
    .WithReplicas(3).WithHttpEndpoint().WithHttpHealthCheck("/health")
    .WithReference(cacheLink).WaitFor(cacheLink)
    .WithReference(search).WaitFor(search)
    .WithEnvironment("Catalog__Strategy", "set-then-invalidate").WithEnvironment("TracePoints__Enabled", "true")
    .WithExplicitStart().ExcludeFromManifest();

// The lab hunts in what runs above: by its commands in the dashboard, or by its drivers, which wait to be started.
var lab = builder.AddLab<Projects.Lab_Chaos>("lab", scenario: "ticketing");
lab.AddDriver("predictor", verb: "predict");
lab.AddDriver("load", verb: "stress");
lab.AddDriver("fuzzer", verb: "fuzz");
lab.AddDriver("nemesis", verb: "break");

builder.Build().Run();
