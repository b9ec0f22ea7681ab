using System.Net;
using System.Security.Cryptography;
using System.Text;
using Lab.Hosting.Dashboard.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Dashboard;

/// <summary>Serves <see cref="ResourceService"/> by gRPC without TLS on a free loopback port, to whoever has the key.</summary>
internal sealed class ResourceServer : IAsyncDisposable
{
    /// <summary>Where the dashboard puts the key.</summary>
    public const string KeyHeader = "x-resource-service-api-key";

    private const string Service = "/aspire.v1.DashboardService/";

    private readonly WebApplication _app;

    private ResourceServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    public static async Task<ResourceServer> StartAsync(ResourceService service, string key, CancellationToken cancellationToken)
    {
        // Empty: no configuration file or variable of the surroundings may move it off loopback.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null;   // a stream of interactions stays open and silent
            kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        app.Run(context => HandleAsync(context, service, key, app.Lifetime.ApplicationStopping));
        await app.StartAsync(cancellationToken);
        return new ResourceServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        // Streams end with the lifetime's token; a dashboard that does not read them is not waited for.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private static async Task HandleAsync(HttpContext context, ResourceService service, string key, CancellationToken stopping)
    {
        var call = new GrpcCall(context);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await Method(context.Request, service, key)(call, ended.Token);
            call.End(GrpcStatus.Ok, null);
        }
        catch (GrpcException refusal)
        {
            call.End(refusal.Status, refusal.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionAbortedException or IOException)
        {
            // Either the dashboard left, and nobody reads this, or the lab ends.
            if (!context.RequestAborted.IsCancellationRequested)
            {
                call.End(GrpcStatus.Unavailable, "The lab is ending.");
            }
        }
    }

    private static Func<GrpcCall, CancellationToken, Task> Method(HttpRequest request, ResourceService service, string key)
    {
        if (!CryptographicOperations.FixedTimeEquals(Digest(request.Headers[KeyHeader].ToString()), Digest(key)))
        {
            throw new GrpcException(GrpcStatus.Unauthenticated, $"{KeyHeader} is missing or wrong.");
        }

        var path = request.Path.Value ?? "";
        return (path.StartsWith(Service, StringComparison.Ordinal) ? service.Find(path[Service.Length..]) : null)
            ?? throw new GrpcException(GrpcStatus.Unimplemented, $"There is no {path}.");
    }

    // Digests are of one length whatever was sent, which the comparison needs.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
