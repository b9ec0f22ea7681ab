using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Lab.Contracts;
using Lab.Contracts.Machine;

namespace Lab.Chaos.Break.Cluster;

/// <summary>
/// Runs kubectl: never through a shell, always with the context spelled out, and never for longer than its limit. kubectl has a time-out of its own for
/// requests, but none for a name that does not resolve or a plug-in that asks for a password.
/// </summary>
/// <param name="program">Its path.</param>
/// <param name="time">Measures its limits.</param>
/// <param name="cache">Folder in which it keeps which kinds a server has; null for its own choice, ~/.kube/cache.</param>
internal sealed class Kubectl(string program, TimeProvider time, string? cache = null)
{
    /// <summary>As a shell reports that a program was ended by Ctrl-C, which every process of the terminal gets.</summary>
    private const int Interrupted = 130;

    private const int MostOfAMessage = 600;

    /// <exception cref="LabException">It is not installed.</exception>
    public static Kubectl Find(TimeProvider time) => new(
        Programs.Require("kubectl", "it comes with Rancher Desktop; Debian has it in kubernetes-client, macOS in 'brew install kubernetes-cli'."), time);

    /// <summary>What it wrote to standard output.</summary>
    /// <exception cref="ClusterException">It failed, or did not end in time; with what it wrote to standard error.</exception>
    public async Task<string> RunAsync(
        ClusterAccess? access, IReadOnlyList<string> arguments, string? input, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var requests = $"--request-timeout={Math.Max(1, (int)limit.TotalSeconds).ToString(CultureInfo.InvariantCulture)}s";
        using var process = Start([.. arguments, requests, .. Place(access)]);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var error = process.StandardError.ReadToEndAsync(either.Token);
            await GiveAsync(process, input, either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? await output : throw Failed(arguments, access, process.ExitCode, await error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClusterException(ClusterFailure.Unreachable, $"{Told(arguments, access)}: no answer within {limit.TotalSeconds:0.#} s.");
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>Its lines as it writes them, until it ends or is cancelled.</summary>
    /// <exception cref="ClusterException">It failed.</exception>
    public async IAsyncEnumerable<string> LinesAsync(
        ClusterAccess access, IReadOnlyList<string> arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var process = Start([.. arguments, .. Place(access)]);
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                yield return line;
            }

            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw Failed(arguments, access, process.ExitCode, await error);
            }
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>From what kubectl says; it has one exit code for everything.</summary>
    public static ClusterFailure Classify(string error)
    {
        bool Says(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (error.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        return Says("doesn't have a resource type", "no matches for kind", "could not find the requested resource") ? ClusterFailure.NoSuchKind
            : Says("(NotFound)") ? ClusterFailure.NotFound
            : Says("(AlreadyExists)") ? ClusterFailure.Exists
            : Says("forbidden", "(Unauthorized)", "must be logged in") ? ClusterFailure.Forbidden
            : Says("Unable to connect", "connection to the server", "connection refused", "connection reset", "timeout", "timed out", "deadline exceeded", "EOF", "no such host", "(ServiceUnavailable)") ? ClusterFailure.Unreachable
            : ClusterFailure.Other;
    }

    private Process Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, cache is null ? arguments : [.. arguments, "--cache-dir", cache])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return Process.Start(start) ?? throw new UnreachableException("Process.Start returns null only with UseShellExecute.");
    }

    private static async Task GiveAsync(Process process, string? input, CancellationToken cancellationToken)
    {
        try
        {
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything: its exit code and its words say why.
        }
    }

    private static string[] Place(ClusterAccess? access) =>
        access is null ? [] : access.Kubeconfig is null ? ["--context", access.Context] : ["--context", access.Context, "--kubeconfig", access.Kubeconfig];

    private static Exception Failed(IReadOnlyList<string> arguments, ClusterAccess? access, int code, string error)
    {
        if (code == Interrupted)
        {
            return new OperationCanceledException("kubectl was interrupted.");
        }

        var said = error.Trim().ReplaceLineEndings(" ");
        said = said.Length == 0 ? $"it ended with code {code} and said nothing" : said.Length > MostOfAMessage ? said[..MostOfAMessage] + "…" : said;
        return new ClusterException(Classify(error), $"{Told(arguments, access)}: {said}");
    }

    // Flags that only the program needs would hide what was asked.
    private static string Told(IReadOnlyList<string> arguments, ClusterAccess? access) =>
        $"'kubectl {string.Join(' ', arguments.Take(3))}'{(access is null ? "" : $" at {access.Context}")}";

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended by itself just now.
        }
    }
}
