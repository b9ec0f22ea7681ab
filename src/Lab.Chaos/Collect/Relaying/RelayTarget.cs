using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Collect.Relaying;

/// <summary>Where telemetry is forwarded to: an OTLP endpoint, as the Aspire dashboard has.</summary>
/// <param name="Endpoint">Base address, for example <c>http://127.0.0.1:4318</c>.</param>
/// <param name="IsGrpc">It speaks gRPC; else HTTP.</param>
/// <param name="Headers">Sent with every call, for example <c>x-otlp-api-key</c>. They may be secrets.</param>
internal sealed record RelayTarget(Uri Endpoint, bool IsGrpc, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>
    /// Where the environment sends telemetry of this process, which an AppHost sets: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>_PROTOCOL</c>
    /// (gRPC when not set, as the specification has it) and <c>_HEADERS</c>; null for nowhere.
    /// </summary>
    /// <param name="variable">Looks up a variable of the environment.</param>
    /// <exception cref="LabException">It is no address.</exception>
    public static RelayTarget? Of(Func<string, string?> variable)
    {
        if (variable(OtlpVariables.Endpoint) is not { Length: > 0 } address || string.IsNullOrWhiteSpace(address))
        {
            return null;
        }

        var isGrpc = variable(OtlpVariables.Protocol) is null or "" or "grpc";
        return new RelayTarget(Parse(address, OtlpVariables.Endpoint), isGrpc, ParseHeaders(variable(OtlpVariables.Headers) ?? ""));
    }

    /// <summary>Where the dashboard of a lab takes telemetry; null where there is none.</summary>
    public static RelayTarget? Of(DashboardInfo dashboard) => dashboard.Otlp is { } address
        ? new RelayTarget(Parse(address.ToString(), DashboardInfo.Variable), IsGrpc: false, ParseHeaders(dashboard.OtlpHeaders ?? ""))
        : null;

    /// <summary>An address that a user gives.</summary>
    /// <param name="address">For example <c>http://127.0.0.1:4318</c>.</param>
    /// <param name="name">Of the option or variable, for the message.</param>
    /// <exception cref="LabException">It is no address.</exception>
    public static Uri Parse(string address, string name) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? new Uri(address.TrimEnd('/') + "/")
            : throw new LabException($"{name} is '{address}', which is no http address. Example: http://127.0.0.1:4318.");

    /// <summary><c>name=value,name=value</c>, values in percent-encoding.</summary>
    public static IReadOnlyDictionary<string, string> ParseHeaders(string text) => text
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0].Trim(), pair => Uri.UnescapeDataString(pair[1].Trim()), StringComparer.OrdinalIgnoreCase);
}
