using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Holding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Lab.Control.Api;

/// <summary>The routes of <see cref="ControlRoutes.Hold"/>.</summary>
internal static class HoldEndpoints
{
    public static void MapHold(this RouteGroupBuilder group)
    {
        group.MapGet(ControlRoutes.Hold, GetHoldAsync);
        group.MapDelete(ControlRoutes.Hold, DeleteHoldAsync);
    }

    /// <summary>Headers at once; the body stays open and empty until the hold is over.</summary>
    internal static async Task GetHoldAsync(HttpContext context, Hold hold, IHostApplicationLifetime lifetime)
    {
        var held = await hold.BeginAsync(context.RequestAborted);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await context.Response.Body.FlushAsync(gone.Token);   // a start alone leaves the headers in the buffer
            await held.Task.WaitAsync(gone.Token);
        }
        catch (OperationCanceledException)
        {
            // However the connection ended, what was done under it is undone.
        }

        if (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // An end of the whole lab takes everything with it; there is nothing to mend for anybody.
            await hold.EndAsync(held, keepsSettings: false);
        }
    }

    /// <summary>Answers once everything is undone.</summary>
    internal static async Task<NoContent> DeleteHoldAsync(Hold hold, string? variables) =>
        await hold.EndAsync(held: null, keepsSettings: variables == ControlRoutes.KeptVariables) is { Count: > 0 } problems
        ? throw new LabException($"Not everything could be undone. {string.Join(" ", problems)} Restart the lab.")
        : TypedResults.NoContent();
}
