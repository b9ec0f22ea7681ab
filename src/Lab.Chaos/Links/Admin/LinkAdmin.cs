using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lab.Chaos.Links.Toxics;
using Lab.Contracts.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Lab.Chaos.Links.Admin;

/// <summary>
/// What the control API speaks to a link: <c>GET, DELETE /toxics</c> and <c>PUT, DELETE /toxics/{name}</c> with the token,
/// <c>GET /health</c> without. One handler instead of routes: a link is there within a tenth of a second.
/// </summary>
internal sealed class LinkAdmin(Relay relay, string token)
{
    /// <summary>Variable with the token; nobody else is told.</summary>
    public const string TokenVariable = "LAB_LINK_TOKEN";

    private const int MostBytes = 256 * 1024;
    private const string Root = "/toxics";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Serves it until the application is disposed.</summary>
    /// <param name="relay">The link.</param>
    /// <param name="port">Port on 127.0.0.1.</param>
    /// <param name="token">Who has it may put toxics on.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<WebApplication> StartAsync(Relay relay, int port, string token, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = MostBytes;
        });
        var app = builder.Build();
        app.Run(new LinkAdmin(relay, token).AnswerAsync);
        await app.StartAsync(cancellationToken);
        return app;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "");
        if (path == "/health")
        {
            return;
        }

        if (!Admits(context.Request.Headers.Authorization.ToString()))
        {
            await SayAsync(context, StatusCodes.Status401Unauthorized, "The token of this link is missing or wrong. Use the control API of the lab instead.");
            return;
        }

        var name = path.StartsWith(Root + "/", StringComparison.Ordinal) ? path[(Root.Length + 1)..] : null;
        switch (method, path, name)
        {
            case ("GET", Root, _):
                await WriteAsync(context, await relay.ToxicsAsync());
                break;
            case ("DELETE", Root, _):
                await relay.ClearAsync();
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case ("PUT", _, { Length: > 0 }):
                await PutAsync(context, name);
                break;
            case ("DELETE", _, { Length: > 0 }):
                await relay.RemoveAsync(name);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                await SayAsync(context, StatusCodes.Status404NotFound, $"A link has no {method} {path}. Use GET or DELETE {Root}, PUT or DELETE {Root}/{{name}}.");
                break;
        }
    }

    private async Task PutAsync(HttpContext context, string name)
    {
        ToxicWish? wish;
        try
        {
            wish = await JsonSerializer.DeserializeAsync<ToxicWish>(context.Request.Body, Format, context.RequestAborted);
        }
        catch (JsonException mistake)
        {
            await SayAsync(context, StatusCodes.Status400BadRequest, $"The body is no toxic: {mistake.Message} Example: {KnownToxics.All[0].Example}");
            return;
        }

        string[] problems = wish is null ? [$"The body is empty. Example: {KnownToxics.All[0].Example}"] : [.. ToxicCheck.Problems(wish)];
        if (problems.Length > 0)
        {
            await SayAsync(context, StatusCodes.Status400BadRequest, string.Join(' ', problems));
            return;
        }

        await WriteAsync(context, await relay.PutAsync(name, wish!));
    }

    private bool Admits(string authorization) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(authorization)), SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}")));

    private static Task WriteAsync<T>(HttpContext context, T body)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, body, Format, context.RequestAborted);
    }

    private static Task SayAsync(HttpContext context, int status, string detail)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, "application/problem+json");
        return JsonSerializer.SerializeAsync(context.Response.Body, new Dictionary<string, object> { ["status"] = status, ["detail"] = detail }, Format, context.RequestAborted);
    }
}
