using System.Net;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Fuzz.Rules;

/// <summary>Fetches the OpenAPI documents of the services that are fuzzed.</summary>
internal static class Discovery
{
    private const string UsualPath = "/openapi/v1.json";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <returns>The operations of every document that is there.</returns>
    /// <exception cref="LabException">A document that the scenario names is not there, or one cannot be read.</exception>
    public static async Task<IReadOnlyList<FuzzOperation>> DocumentedAsync(Scenario scenario, ITarget target, CancellationToken cancellationToken)
    {
        var services = scenario.Fuzz.Operations.Select(entry => entry.Request.Service)
            .Concat(scenario.Fuzz.OpenApi.Keys)
            .Append(scenario.Workload.Setup?.Service ?? scenario.Workload.Request.Service)
            .Append(scenario.Workload.Request.Service)
            .Distinct();
        using var http = new HttpClient { Timeout = Limit };
        var operations = new List<FuzzOperation>();
        foreach (var service in services)
        {
            var isNamed = scenario.Fuzz.OpenApi.TryGetValue(service, out var path);
            var place = new Uri(await target.AddressAsync(service, cancellationToken), path ?? UsualPath);
            if (await FetchAsync(http, service, place, isNamed, cancellationToken) is { } text)
            {
                operations.AddRange(OpenApiDocument.Read(text, service, place.ToString()));
            }
        }

        return operations;
    }

    private static async Task<string?> FetchAsync(HttpClient http, string service, Uri place, bool isNamed, CancellationToken cancellationToken)
    {
        string why;
        try
        {
            using var reply = await http.GetAsync(place, cancellationToken);
            if (reply.StatusCode == HttpStatusCode.OK && (isNamed || reply.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true))
            {
                return await reply.Content.ReadAsStringAsync(cancellationToken);
            }

            why = $"it answers {(int)reply.StatusCode}";
        }
        catch (HttpRequestException failure)
        {
            why = failure.Message;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            why = $"no answer within {Limit.TotalSeconds:0} s";
        }

        // Most services have none at the usual place; then the scenario's own requests have to do.
        return isNamed
            ? throw new LabException($"The OpenAPI document of '{service}' is not at {place}: {why}. Correct its path under 'fuzz: openapi:', or start the service.")
            : null;
    }
}
