using System.Net;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Targets;

/// <summary>
/// The connection of <see cref="ControlRoutes.Hold"/>. The host undoes everything when it breaks, so a lab that is killed leaves nothing behind;
/// disposal ends it and answers once the host has undone what was left.
/// </summary>
internal sealed class ControlHold(HttpResponseMessage response) : IAsyncDisposable
{
    /// <exception cref="LabException">Another hold is open.</exception>
    public static async Task<ControlHold> BeginAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var response = await http.GetAsync(ControlRoutes.Hold, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return new ControlHold(response);
        }

        var status = response.StatusCode;
        response.Dispose();
        throw new LabException(status == HttpStatusCode.Conflict
            ? "Somebody else injects faults into this lab at the moment. Wait until that run has ended, or end it."
            : $"The lab refused GET {ControlRoutes.Hold} ({(int)status}). Restart the lab: it may be older than this command.");
    }

    public ValueTask DisposeAsync()
    {
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
