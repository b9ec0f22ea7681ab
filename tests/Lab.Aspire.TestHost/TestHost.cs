using Lab.AppHost.Aspire;
using Lab.Control.Runs;

// The topology of the control API's contract, with a repository root of its own.
var builder = LabApplication.CreateBuilder(args, new RunWishes { RepositoryRoot = Environment.GetEnvironmentVariable("TEST_ROOT") });

var redis = builder.AddLabRedis("redis");
var postgres = builder.AddLabPostgres("postgres", database: "contract");

builder.AddProject<Projects.Lab_Hosting_TestApp>("echo", launchProfileName: null)
    .WithReplicas(2)
    .WithHttpEndpoint()
    .WithReference(redis)
    .WithReference(postgres)
    .WithEnvironment("Mode", "original")
    .WithHttpHealthCheck("/health");

var link = builder.AddLink<Projects.Lab_Chaos>("redis-link", to: redis);
builder.AddProject<Projects.Lab_Hosting_TestApp>("solo", launchProfileName: null)
    .WithHttpEndpoint()
    .WithReference(link).WaitFor(link)
    .WithEnvironment("Odd-Name", "kept")
    .WithHttpHealthCheck("/health");

builder.Build().Run();
