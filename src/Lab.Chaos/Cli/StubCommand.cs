using System.CommandLine;
using Lab.Chaos.Adapters;
using Lab.Chaos.Isolate.Stubs;
using Lab.Chaos.Isolate.Stubs.Admin;
using Lab.Chaos.Isolate.Stubs.Reading;
using Lab.Chaos.Stress;
using Lab.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Lab.Chaos.Cli;

/// <summary><c>lab stub</c>: stands in for a downstream. Started by the AppHost, or by hand beside a system of one's own.</summary>
internal static class StubCommand
{
    private const int MostLogged = 100_000;
    private const int ExamplePort = 8080;
    private const int ExampleLogged = 1_000;

    public static Command Create()
    {
        var mappings = new Option<string?>("--mappings") { Description = "Folder of WireMock mapping files; without it every request is accepted." };
        var port = CommonOptions.Between(
            new Option<int?>("--port") { Description = "Port on 127.0.0.1; 0 for any that is free. ASPNETCORE_URLS decides when not given." }, 0, 65_535, ExamplePort);
        var seed = new Option<long?>("--seed") { Description = "Which delays are drawn; Stub__Seed when not given, else 42." };
        var log = CommonOptions.Between(
            new Option<int?>("--log-requests") { Description = "Keep the last so many requests for /__admin/requests; none when not given." }, 1, MostLogged, ExampleLogged);
        var stubs = new Option<string?>("--stubs") { Description = $"Who answers: {string.Join(" or ", BuiltIn.StubHosts)}; lab when not given. wiremock hosts the same files on WireMock.Net, with its own admin API." };
        var command = new Command(
            "stub",
            "Stand in for a downstream: reads WireMock mapping files, lognormal delays included, and is reconfigured under /__admin. "
            + "Stub__Median and Stub__P99 in the environment put one delay in place of those of all mappings.")
        {
            mappings, port, seed, log, stubs,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var host = BuiltIn.StubHost(parsed.GetValue(stubs));
            var options = StubOptions.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());
            options = options with
            {
                Seed = parsed.GetValue(seed) is { } number ? new Seed(number) : options.Seed,
                LogRequests = parsed.GetValue(log) ?? 0,
            };
            var (answers, reader) = parsed.GetValue(mappings) is { } folder
                ? MappingFolder.Read(folder, [Environment.CurrentDirectory, .. AboveBinary()])
                : default;
            if (host is not null)
            {
                using var clock = new PreciseDelay(TimeProvider.System);
                string[] urls = parsed.GetValue(port) is { } own ? [$"http://127.0.0.1:{own}"] : [];
                await host.RunAsync(options, StubServer.InForce(options, answers, reader ?? new MappingReader([])), urls, clock, cancellationToken);
                return ExitCodes.Holds;
            }

            await using var application = StubServer.Build(
                options, answers, reader, parsed.GetValue(port) is { } chosen ? [$"http://127.0.0.1:{chosen}"] : []);
            try
            {
                await application.StartAsync(cancellationToken);
            }
            catch (IOException taken)
            {
                throw new LabException($"The stub cannot listen: {taken.Message} Give another port: --port {ExamplePort + 1}, or --port 0 for one that is free.", taken);
            }

            Console.WriteLine($"Stub of {answers?.Count ?? 1} mappings at {string.Join(", ", application.Urls)}, admin API at {StubAdmin.Root}.");
            await application.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Holds;
        });
        return command;
    }

    // In a checkout the repository is above the binary; in an image the scenarios lie beside it.
    private static IEnumerable<string> AboveBinary()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "scenarios")))
            {
                yield return folder.FullName;
            }
        }
    }
}
