namespace Lab.Contracts.Control;

/// <summary>The dashboard of a lab. Its addresses hold secrets, so this is for whoever has the token of the control API.</summary>
public sealed record DashboardInfo
{
    /// <summary>Variable of the host: <c>on</c> starts the dashboard with the lab, <c>off</c>, as nothing, does not.</summary>
    public const string Variable = "LAB_DASHBOARD";

    /// <summary>Running once it answers; NotStarted where there is none.</summary>
    public required ResourceState State { get; init; }

    /// <summary>Address for a browser, with the token that lets it in; null where there is none.</summary>
    public Uri? Login { get; init; }

    /// <summary>Where it takes telemetry: base address of OTLP over HTTP with protobuf.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>What telemetry must bring along: <c>name=value</c>, as in <c>OTEL_EXPORTER_OTLP_HEADERS</c>.</summary>
    public string? OtlpHeaders { get; init; }

    /// <summary>Why there is none although it was asked for, with the mend; null when there is nothing to say.</summary>
    public string? Problem { get; init; }
}
