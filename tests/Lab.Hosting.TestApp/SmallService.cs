using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Lab.Hosting.TestApp;

/// <summary>A service that tells about itself: <c>/pid</c>, <c>/env/NAME</c>, <c>/health</c>, which fails after <c>POST /sick</c>. Arguments: <c>exit N</c> ends at once, <c>say TEXT</c> writes a line first.</summary>
internal static class SmallService
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["exit", var code, ..])
        {
            return int.Parse(code, CultureInfo.InvariantCulture);
        }

        if (args is ["say", var text, ..])
        {
            await Console.Out.WriteLineAsync(text);
        }

        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/pid", () => Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        app.MapGet("/env/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "(unset)");
        app.MapGet("/processors", () => Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        var sick = false;
        app.MapGet("/health", () => sick ? Results.StatusCode(503) : Results.Ok());
        app.MapPost("/sick", () => { sick = true; });
        await app.RunAsync();
        return 0;
    }
}
