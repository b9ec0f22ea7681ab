using System.CommandLine;
using System.Diagnostics;
using Lab.Chaos.Publish;
using Lab.Contracts;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab publish</c>: the topology of AppHost.cs as manifests for a cluster, on whichever engine is in use.</summary>
internal static class PublishCommand
{
    private const string AppHost = "src/AppHost";
    private const string DefaultFolder = "k3s";

    public static Command Create(Terminal terminal)
    {
        var output = new Option<string?>("--output", "-o") { Description = $"Folder to write; {DefaultFolder} of the repository when not given." };
        var place = new Option<string?>("--namespace") { Description = "Namespace on the cluster; the name of the scenario when not given." };
        var registry = new Option<string?>("--registry", "--image-prefix") { Description = "What stands before the names of the images, for example ghcr.io/me; nothing for images loaded into the cluster's own store." };
        var tag = new Option<string?>("--tag") { Description = "Tag of the images; the version of the lab when not given." };
        var secrets = new Option<bool>("--secrets") { Description = "Print the secrets that the folder asks for, with fresh passwords, to be piped into kubectl create -f -." };
        var command = new Command("publish", "Write the system as manifests for k3s, with its load and fuzz drivers as jobs and its faults as Litmus experiments.")
        {
            output, place, registry, tag, secrets,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            var folder = parsed.GetValue(output) is { } given ? Path.GetFullPath(given) : Path.Combine(paths.Repository, DefaultFolder);
            if (parsed.GetValue(secrets))
            {
                return Secrets(folder);
            }

            string[] wishes =
            [
                .. Wish("--namespace", parsed.GetValue(place)),
                .. Wish("--registry", parsed.GetValue(registry)),
                .. Wish("--tag", parsed.GetValue(tag)),
            ];
            await PublishAsync(paths, folder, wishes, terminal, cancellationToken);
            var shown = Path.GetRelativePath(Environment.CurrentDirectory, folder);
            terminal.Output.MarkupLineInterpolated($"[green]Published[/] to {shown}. Images, drivers and experiments: {Path.Combine(shown, "README.md")}. Next:");
            Console.WriteLine($"kubectl apply -k {shown}");
            Console.WriteLine($"lab publish{(parsed.GetValue(output) is null ? "" : $" -o {shown}")} --secrets | kubectl create -f -");
            return ExitCodes.Holds;
        });
        return command;
    }

    private static string[] Wish(string option, string? value) => value is null ? [] : [option, value];

    private static int Secrets(string folder)
    {
        // On a screen they would stay in its history.
        if (!Console.IsOutputRedirected)
        {
            throw new LabException("--secrets prints passwords, which belong in a pipe and not on a screen. Write: lab publish --secrets | kubectl create -f -");
        }

        Console.Write(FreshSecrets.Of(folder));
        return ExitCodes.Holds;
    }

    /// <exception cref="LabException">What the AppHost said on its way out.</exception>
    private static async Task PublishAsync(LabPaths paths, string folder, string[] wishes, Terminal terminal, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(paths.BinaryOf(AppHost), ["--operation", "publish", "--step", "publish-k3s", "--output-path", folder, .. wishes])
        {
            WorkingDirectory = paths.Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new UnreachableException("Process.Start returns null only with UseShellExecute.");
        using var ending = cancellationToken.UnsafeRegister(static started => ((Process)started!).Kill(entireProcessTree: true), process);
        var said = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var problems = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            string[] lines = [.. (problems.Length > 0 ? problems : await said).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            throw new LabException(lines is [] ? [$"The AppHost ended with {process.ExitCode} and said nothing. Run {AppHost} by hand: dotnet run --project {AppHost} -- --operation publish --output-path {folder}."] : lines);
        }

        foreach (var line in (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            terminal.Say(line);
        }
    }
}
