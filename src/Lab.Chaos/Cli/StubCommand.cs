using System.CommandLine;
using Lab.Chaos.Stubs;
using Microsoft.Extensions.Configuration;

namespace Lab.Chaos.Cli;

/// <summary><c>lab stub</c>: a downstream that answers after a seeded lognormal delay. Started by the AppHost; configured by environment.</summary>
internal static class StubCommand
{
    public static Command Create()
    {
        var command = new Command(
            "stub",
            "Answer every request after a lognormal delay. Reads Stub__Median, Stub__P99, Stub__Seed and ASPNETCORE_URLS.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await StubServer.RunAsync(StubOptions.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build()), cancellationToken);
            return ExitCodes.Holds;
        });
        return command;
    }
}
