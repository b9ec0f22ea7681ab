using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Lab.ServiceDefaults.Telemetry;

/// <summary>
/// Carries trace ids from request to request when nothing is exported. Without a listener the framework would start an activity only
/// if its log category happened to be enabled, and an order's trace id would depend on the log level.
/// </summary>
internal sealed class TraceContext : IHostedService, IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",

        // Ids only: nothing is recorded, since nobody would read it.
        Sample = (ref _) => ActivitySamplingResult.PropagationData,
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();
}
