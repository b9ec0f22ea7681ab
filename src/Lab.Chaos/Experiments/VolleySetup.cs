using System.Net;
using System.Text;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Experiments;

/// <summary>Makes the fresh key that a volley contends for, with the scenario's <c>setup</c> request.</summary>
internal sealed class VolleySetup(Scenario scenario, ITarget target, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new() { Timeout = Limit };

    /// <summary>A plain endpoint that speaks HTTP/2 speaks nothing else: what goes where the volley goes must speak it too.</summary>
    public bool OverHttp2 { get; set; }

    /// <summary>Sends it until it is accepted: just after a fault a pooled connection may be dead, and setting up twice is harmless.</summary>
    /// <exception cref="LabException">The target refused it, or did not answer in time.</exception>
    public Task PrepareAsync(string key, CancellationToken cancellationToken) =>
        PrepareAsync(key, scenario.Workload.Stock, cancellationToken);

    /// <inheritdoc cref="PrepareAsync(string, CancellationToken)"/>
    public async Task PrepareAsync(string key, int stock, CancellationToken cancellationToken)
    {
        if (scenario.Workload.Setup is not { } template)
        {
            return;
        }

        var address = await target.AddressAsync(template.Service, cancellationToken);
        var started = time.GetTimestamp();
        while (true)
        {
            var failure = await TryAsync(template, address, key, stock, cancellationToken);
            if (failure is null)
            {
                return;
            }

            if (time.GetElapsedTime(started) > Limit)
            {
                throw new LabException(
                    $"Setup '{template.Method} {template.Service} {template.Path}' failed for {Limit.TotalSeconds:0} s: {failure} "
                    + "Mend 'workload: setup:' or the service.");
            }

            await Task.Delay(RetryAfter, time, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> TryAsync(
        RequestTemplate template, Uri address, string key, int stock, CancellationToken cancellationToken)
    {
        var values = new Placeholders { Key = key, Stock = stock, Operation = key, Process = 0 };
        using var request = new HttpRequestMessage(
            new HttpMethod(template.Method), new Uri(address, values.Fill(template.Path, Uri.EscapeDataString)));
        if (OverHttp2 && template.Service == scenario.Workload.Request.Service)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        }

        if (template.Body is { } body)
        {
            request.Content = new StringContent(RequestRenderer.RenderBody(body, values), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in template.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, values.Fill(value));
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? null
                : $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}";
        }
        catch (HttpRequestException failure)
        {
            return failure.Message;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer.";
        }
    }
}
