using System.Net;
using Lab.Contracts.Control;
using Lab.Control.Holding;
using Lab.Control.Links;
using Lab.Control.Stresses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Control.Api;

/// <summary>Serves the control API on a free loopback port to whoever has the token.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ControlServer(WebApplication app, string token)
    {
        (_app, Token) = (app, token);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Url = new Uri(addresses?.Addresses.Single() ?? throw new System.Diagnostics.UnreachableException("Kestrel lists its address"));
    }

    public Uri Url { get; }

    public string Token { get; }

    /// <summary>What a call of <see cref="ControlRoutes.ReplicaAction"/> does, for those within the host: noted for the hold, and bounded in time.</summary>
    public Task ActAsync(string replica, string action, CancellationToken cancellationToken) => ControlEndpoints.PostActionAsync(
        replica, action, _app.Services.GetRequiredService<ILabTopology>(), _app.Services.GetRequiredService<TimeProvider>(), cancellationToken);

    public static async Task<ControlServer> StartAsync(ControlledLab lab, CancellationToken cancellationToken)
    {
        // Empty: no configuration file or variable of the surroundings may move it off loopback.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(lab);
        builder.Services.AddSingleton(lab.Ending);
        builder.Services.AddSingleton(lab.Time);
        builder.Services.AddSingleton(_ => new Boosts(lab.Control, lab.Time));
        builder.Services.AddSingleton<Undoings>();
        builder.Services.AddSingleton<Hold>();
        builder.Services.AddSingleton(services => new StressBoard(lab, services.GetRequiredService<Undoings>()));
        builder.Services.AddSingleton<LinkForwarding>();
        builder.Services.AddSingleton(lab.Control.Limits);
        builder.Services.AddSingleton<ILabTopology>(services => new HeldTopology(lab.Topology, services.GetRequiredService<Undoings>()));

        var token = new BearerToken();
        var app = builder.Build();
        app.Use((context, next) => token.Admits(context.Request) ? next(context) : RefuseAsync(context));
        app.UseRouting();
        app.MapControl();
        await app.StartAsync(cancellationToken);
        return new ControlServer(app, token.Text);
    }

    public async ValueTask DisposeAsync()
    {
        // The answer to a shutdown call is on its way; anything slower is not worth waiting for.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), _app.Services.GetRequiredService<TimeProvider>());
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private static Task RefuseAsync(HttpContext context) => TypedResults.Problem(
        "The bearer token is missing or wrong. It is in the run file: .lab/run/<id>.json of the repository.",
        statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
}
