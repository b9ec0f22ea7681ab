using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Targets;

/// <summary>
/// The connection of <see cref="ControlRoutes.Hold"/>. The host undoes everything when it breaks, so a lab that is killed leaves nothing behind;
/// disposal ends it and answers once the host has undone what was left.
/// </summary>
internal sealed class ControlHold(HttpClient http, HttpResponseMessage response) : IAsyncDisposable
{
    private bool _over;

    /// <exception cref="LabException">Another hold is open.</exception>
    public static async Task<ControlHold> BeginAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var response = await http.GetAsync(ControlRoutes.Hold, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return new ControlHold(http, response);
        }

        var status = response.StatusCode;
        response.Dispose();
        throw new LabException(status == HttpStatusCode.Conflict
            ? "Somebody else injects faults into this lab at the moment. Wait until that run has ended, or end it."
            : $"The lab refused GET {ControlRoutes.Hold} ({(int)status}). Restart the lab: it may be older than this command.");
    }

    /// <exception cref="LabException">The host could not undo everything; the message says what.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_over)
        {
            return;
        }

        _over = true;
        using (response)
        {
            try
            {
                // Without a token: an interrupt must not keep anybody from mending.
                // The variant in force is no fault; the target takes it back itself.
                using var answer = await http.DeleteAsync($"{ControlRoutes.Hold}?variables={ControlRoutes.KeptVariables}", CancellationToken.None);
                if (answer.StatusCode is HttpStatusCode.Conflict)
                {
                    var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
                    throw new LabException(problem.GetProperty("detail").GetString()!);
                }
            }
            catch (HttpRequestException)
            {
                // The host is gone, and everything that it had broken with it.
            }
        }
    }
}
