namespace Lab.Hosting.Dashboard;

/// <summary>The environment of <c>aspire dashboard run</c>. Keys go this way, since command lines can be read by everybody on the machine.</summary>
internal static class DashboardVariables
{
    // Of the lab's host or of an AppHost around it; each would win over the options.
    private static readonly string[] NotInherited =
    [
        "ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS",
        "ASPIRE_DASHBOARD_CONFIG_FILE_PATH", "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS",
        "DOTNET_LAUNCH_PROFILE", "LAB_PARENT_PIPE", "DOTNET_STARTUP_HOOKS",
    ];

    // A hunt sends some 27,000 requests, and the violations that a reader wants to look at are among the first. Aspire's own limit is 10,000.
    private const string MostTraces = "30000";

    public static IReadOnlyDictionary<string, string?> Of(DashboardAccess access, Uri resourceService)
    {
        var variables = NotInherited.ToDictionary(name => name, string? (_) => null);
        variables["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";   // all of it stays on this machine
        variables["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceService.ToString().TrimEnd('/');
        variables["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey";
        variables["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = access.ResourceKey;
        variables["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken";
        variables["DASHBOARD__FRONTEND__BROWSERTOKEN"] = access.BrowserToken;
        variables["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey";
        variables["DASHBOARD__OTLP__PRIMARYAPIKEY"] = access.OtlpKey;
        variables["DASHBOARD__TELEMETRYLIMITS__MAXTRACECOUNT"] = MostTraces;
        return variables;
    }
}
