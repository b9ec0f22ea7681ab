using System.CommandLine;
using Lab.Chaos.Links;
using Lab.Chaos.Links.Admin;
using Lab.Chaos.Links.Polling;
using Lab.Contracts;
using Microsoft.AspNetCore.Builder;

namespace Lab.Chaos.Cli;

/// <summary><c>lab link</c>: a relay between a service and what it calls. Started by the AppHost, or by hand in front of any server.</summary>
internal static class LinkCommand
{
    public const string Verb = "link";

    private const int ExamplePort = 6380;

    public static Command Create(TimeProvider time)
    {
        var to = new Option<string>("--to") { Description = "The server: host:port.", Required = true };
        var listen = CommonOptions.Between(
            new Option<int?>("--listen") { Description = "Port on 127.0.0.1 that clients use instead; any that is free when not given." }, 0, 65_535, ExamplePort);
        var admin = CommonOptions.Between(
            new Option<int?>("--admin") { Description = $"Port on 127.0.0.1 for toxics; none when not given. Needs a secret in {LinkAdmin.TokenVariable}." }, 1, 65_535, ExamplePort + 1);
        var name = new Option<string>("--name") { Description = "What it is called in its one line of output.", DefaultValueFactory = _ => "link" };
        var command = new Command(
            Verb,
            "Relay TCP connections, and let toxics act on them: latency, loss, partitions, resets. In a lab the host starts links and the control API puts toxics on them; "
            + "without a toxic a link adds less than 0.15 ms. Every toxic has a deadline after which it heals by itself. Ends on Ctrl-C; exit code 0.")
        {
            to, listen, admin, name,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = LinkAddress.Resolve(parsed.GetRequiredValue(to));
            using var relay = new Relay(target, parsed.GetValue(listen) ?? 0, time, IPoller.Create());
            await using var served = parsed.GetValue(admin) is { } port ? await AdminAsync(relay, port, cancellationToken) : null;
            relay.Start();
            Console.WriteLine($"{parsed.GetValue(name)}: 127.0.0.1:{relay.Port} -> {target}");
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCodes.Holds;
        });
        return command;
    }

    private static async Task<WebApplication> AdminAsync(Relay relay, int port, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(LinkAdmin.TokenVariable) is not { Length: > 0 } token)
        {
            throw new LabException($"--admin needs a secret that guards it. Set {LinkAdmin.TokenVariable} to one, or leave --admin out.");
        }

        try
        {
            return await LinkAdmin.StartAsync(relay, port, token, cancellationToken);
        }
        catch (IOException taken)
        {
            throw new LabException($"The link's admin endpoint cannot listen: {taken.Message} Give another port: --admin {port + 1}.", taken);
        }
    }
}
