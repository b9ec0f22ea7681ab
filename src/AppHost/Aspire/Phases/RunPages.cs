using System.Net;
using Lab.Control.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Lab.AppHost.Aspire.Phases;

/// <summary>
/// Shows the folders below <c>runs/</c> in a browser, read-only and on loopback alone. Started with the first link: most runs of the AppHost
/// need none.
/// </summary>
internal sealed class RunPages(RunPlace place) : IAsyncDisposable
{
    private readonly SemaphoreSlim _oneStart = new(1);
    private WebApplication? _app;

    private string Folder => Path.Combine(place.Root, "runs");

    /// <summary>Where a folder below <c>runs/</c> can be looked at.</summary>
    public async Task<Uri> AddressOfAsync(string folder)
    {
        await _oneStart.WaitAsync();
        try
        {
            _app ??= await StartAsync(Folder);
        }
        finally
        {
            _oneStart.Release();
        }

        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new Uri($"{address}/{Path.GetRelativePath(Folder, folder).Replace(Path.DirectorySeparatorChar, '/')}/");
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _oneStart.Dispose();
    }

    private static async Task<WebApplication> StartAsync(string folder)
    {
        // Empty: no configuration file or variable of the surroundings may move it off loopback.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        builder.Services.AddDirectoryBrowser();
        var app = builder.Build();
        app.Use(OnlyThisMachineAsync);
        app.UseFileServer(new FileServerOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            EnableDirectoryBrowsing = true,
            EnableDefaultFiles = false,
            StaticFileOptions = { ContentTypeProvider = new RunFileTypes() },
        });
        await app.StartAsync();
        return app;
    }

    // A page of a stranger may have its own name resolved to 127.0.0.1 and read on; its requests still carry that name.
    private static Task OnlyThisMachineAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        context.Response.Headers.XContentTypeOptions = "nosniff";
        return next(context);
    }
}
