using System.Net;
using Lab.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Lab.Chaos.Collect.Receiving;

/// <summary>
/// Listens for OTLP on two ports of the loopback address: HTTP/1.1 and gRPC. Without TLS a connection cannot say which of the two it
/// speaks, hence two, as 4318 and 4317 everywhere.
/// </summary>
internal sealed class OtlpServer : IAsyncDisposable
{
    /// <summary>Where exporters look when nobody tells them.</summary>
    public const int UsualHttpPort = 4318, UsualGrpcPort = 4317;

    private const int CallsAtOnce = 4;

    private readonly WebApplication _app;
    private readonly SemaphoreSlim _atOnce;

    private OtlpServer(WebApplication app, SemaphoreSlim atOnce) => (_app, _atOnce) = (app, atOnce);

    public Uri Http => Address(0);

    public Uri Grpc => Address(1);

    /// <param name="httpPort">0 for any that is free.</param>
    /// <param name="grpcPort">0 for any that is free.</param>
    /// <param name="intake">What is done with what comes.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="LabException">A port is taken.</exception>
    public static async Task<OtlpServer> StartAsync(int httpPort, int grpcPort, OtlpIntake intake, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = OtlpIntake.MostBytes;
            options.Listen(IPAddress.Loopback, httpPort, listen => listen.Protocols = HttpProtocols.Http1);
            options.Listen(IPAddress.Loopback, grpcPort, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var atOnce = new SemaphoreSlim(CallsAtOnce);
        var (http, grpc) = (new HttpCalls(intake, atOnce), new GrpcCalls(intake, atOnce));
        var app = builder.Build();
        app.Run(context => context.Request.Protocol == "HTTP/2" ? grpc.HandleAsync(context) : http.HandleAsync(context));
        try
        {
            await app.StartAsync(cancellationToken);
            return new OtlpServer(app, atOnce);
        }
        catch (IOException taken)
        {
            await app.DisposeAsync();
            throw new LabException($"The collector cannot listen: {taken.Message} Give another port: --port {UsualHttpPort + 10}, or --port 0 for any that is free.", taken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _atOnce.Dispose();
    }

    private Uri Address(int number) => new(_app.Urls.ElementAt(number));
}
