using Lab.Contracts;
using Lab.Control.Publishing;
using Lab.Control.Runs;
using Lab.Hosting.Publishing;
using Lab.Hosting.Running;

namespace Lab.Hosting;

/// <summary>
/// A topology that can be run. <c>CreateBuilder -> Add… With… -> Build -> Run</c>; the names are Aspire's, so that the same AppHost.cs
/// compiles against either.
/// </summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    /// <summary>Exit code after an error that the user can mend; nothing was started.</summary>
    public const int UsageError = 64;

    private readonly IReadOnlyList<Resource> _resources;
    private readonly DistributedApplicationOptions _options;
    private LabHost? _host;

    internal DistributedApplication(IReadOnlyList<Resource> resources, DistributedApplicationOptions options) =>
        (_resources, _options) = (resources, options);

    /// <summary>The running lab, for tests.</summary>
    internal LabHost Host => _host ?? throw new InvalidOperationException("Call StartAsync first.");

    /// <summary>Starts a builder with the command line of the AppHost.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Starts a builder.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) =>
        new DistributedApplicationBuilder(options);

    /// <summary>Runs until Ctrl-C, SIGTERM or a shutdown over the control API. Errors that the user can mend end it with exit code 64.</summary>
    public void Run() =>
        // The entry point of a console program without an await of its own; no context exists that this could block.
        RunAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>As <see cref="Run"/>, and ends when cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = new HostEnding(cancellationToken);
        try
        {
            if (PublishOptions.Asked(_options.Args))
            {
                Publication.Run(_resources, _options);
                return;
            }

            await using var host = _host = await LabHost.PrepareAsync(_resources, _options, ending, cancellationToken);
            await host.RunAsync(ending.Requested);
        }
        catch (LabException e)
        {
            foreach (var line in e.Problems)
            {
                await Console.Error.WriteLineAsync(line);
            }

            Environment.ExitCode = UsageError;
        }
    }

    /// <summary>Starts everything and waits until all of it is healthy.</summary>
    /// <exception cref="LabException">The model or the machine has problems, or a resource failed.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var ending = new HostEnding(cancellationToken);
        _host = await LabHost.PrepareAsync(_resources, _options, ending, cancellationToken);
        await _host.StartAsync(cancellationToken);
    }

    /// <summary>Stops everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
