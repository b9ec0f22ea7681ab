using System.Net.Http.Json;
using System.Text.Json;
using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Break.Probes;

/// <summary>Asks a Prometheus server for the value of a query now. Anything but exactly one sample is an error: which of several is meant, nobody said.</summary>
/// <param name="client">Asks; without a time-out of its own, since the probe has one.</param>
/// <param name="names">Finds services by the names they have on a cluster.</param>
internal sealed class PrometheusAsker(HttpMessageInvoker client, IServiceNames names)
{
    public async Task<ProbeAnswer> AskAsync(PrometheusProbe probe, CancellationToken cancellationToken)
    {
        var server = await names.ResolveAsync(probe.Endpoint, cancellationToken);
        Uri query = new($"{server.ToString().TrimEnd('/')}/api/v1/query?query={Uri.EscapeDataString(probe.Query)}");
        using HttpRequestMessage request = new(HttpMethod.Get, query);
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            var content = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);

            return Sample(content) is { } sample
                ? ProbeAnswer.Compared(probe.Sample, sample, $"The query answers {sample}; expected {probe.Sample.Criterion} {probe.Sample.Expected}.")
                : ProbeAnswer.Error(Complaint(content));
        }
        catch (HttpRequestException problem)
        {
            return ProbeAnswer.Error($"{probe.Endpoint} did not answer: {problem.Message}");
        }
        catch (JsonException)
        {
            return ProbeAnswer.Error($"{probe.Endpoint} answers no JSON at /api/v1/query, so it is no Prometheus.");
        }
    }

    /// <summary><c>{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1435781451.781,"1"]}]}}</c></summary>
    private static string? Sample(JsonElement answer)
    {
        if (!Succeeded(answer, out var data))
        {
            return null;
        }

        return (data.GetProperty("resultType").GetString(), data.GetProperty("result")) switch
        {
            ("vector", { } samples) when samples.GetArrayLength() == 1 && samples[0].TryGetProperty("value", out var sample) => sample[1].GetString(),
            ("scalar", { } scalar) => scalar[1].GetString(),
            _ => null,
        };
    }

    private static string Complaint(JsonElement answer)
    {
        if (Succeeded(answer, out var data))
        {
            var type = data.GetProperty("resultType").GetString();
            return type == "vector"
                ? $"The query answers {data.GetProperty("result").GetArrayLength()} samples; it must answer exactly one. Aggregate it, for example with sum()."
                : $"The query answers a {type}; it must answer exactly one sample.";
        }

        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out var error)
            ? $"The server refuses the query: {error.GetString()}"
            : "The server answers something that Prometheus does not.";
    }

    private static bool Succeeded(JsonElement answer, out JsonElement data)
    {
        data = default;

        return answer.ValueKind == JsonValueKind.Object
            && answer.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String && status.GetString() == "success"
            && answer.TryGetProperty("data", out data) && data.TryGetProperty("resultType", out _) && data.TryGetProperty("result", out _);
    }
}
