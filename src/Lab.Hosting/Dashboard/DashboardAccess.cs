using System.Globalization;
using System.Security.Cryptography;
using Lab.Control.Backing;

namespace Lab.Hosting.Dashboard;

/// <summary>Where the dashboard of one run listens and what it wants to see there. Chosen before anything starts, since services are told of it.</summary>
internal sealed record DashboardAccess
{
    // Aspire's own port: the browser then knows the settings of the last time.
    private const int UsualPort = 18888;

    public required Uri Frontend { get; init; }

    /// <summary>OTLP over HTTP.</summary>
    public required Uri Otlp { get; init; }

    /// <summary>OTLP over gRPC, which the dashboard insists on.</summary>
    public required Uri OtlpGrpc { get; init; }

    /// <summary>Lets a browser in.</summary>
    public string BrowserToken { get; } = NewKey();

    /// <summary>Lets telemetry in.</summary>
    public string OtlpKey { get; } = NewKey();

    /// <summary>Lets the dashboard into the resource service.</summary>
    public string ResourceKey { get; } = NewKey();

    public Uri Login => new(Frontend, $"login?t={BrowserToken}");

    /// <summary>As the variable for exporters has it.</summary>
    public string OtlpHeaders => $"x-otlp-api-key={OtlpKey}";

    /// <summary>
    /// Sends a service's telemetry there; nothing where the host was told to send it elsewhere, as the collector of a run does, which
    /// passes it on.
    /// </summary>
    /// <param name="variable">Looks up a variable of the host.</param>
    public IReadOnlyDictionary<string, string?> Telemetry(Func<string, string?> variable) => variable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 }
        ? new Dictionary<string, string?>()
        : new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Otlp.ToString().TrimEnd('/'),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = OtlpHeaders,
            ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "5000",
        };

    public static DashboardAccess Choose() => new()
    {
        Frontend = At(FreePorts.IsFree(UsualPort) ? UsualPort : FreePorts.Take()),
        Otlp = At(FreePorts.Take()),
        OtlpGrpc = At(FreePorts.Take()),
    };

    private static Uri At(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    private static string NewKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
