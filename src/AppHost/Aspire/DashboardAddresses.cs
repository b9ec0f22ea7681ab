using System.Globalization;
using Lab.Control.Backing;
using Microsoft.Extensions.Configuration;

namespace Lab.AppHost.Aspire;

/// <summary>
/// Where the dashboard and what it talks to listen. What the launch profile or a variable says wins while its port is free; a second lab
/// beside the first, and a start without a profile, get free loopback ports.
/// </summary>
internal static class DashboardAddresses
{
    private const string Dashboard = "ASPNETCORE_URLS";
    private static readonly string[] Names = [Dashboard, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"];

    /// <summary>Fills in what is missing and replaces what is taken, on the configuration that Aspire reads.</summary>
    public static void Add(ConfigurationManager configuration, TextWriter words)
    {
        var chosen = new Dictionary<string, string?>();
        foreach (var name in Names)
        {
            var taken = TakenPort(configuration[name]);
            if (configuration[name] is { Length: > 0 } && taken is null)
            {
                continue;
            }

            chosen[name] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take()}");
            if (name == Dashboard && taken is not null)
            {
                words.WriteLine($"Port {taken} is in use, perhaps by the dashboard of another lab. The dashboard of this one is at {chosen[name]}.");
            }
        }

        configuration.AddInMemoryCollection(chosen);
    }

    // "https://localhost:17080;http://localhost:15080" is several; "http://*:80" is no URI and left to those who understand it.
    private static int? TakenPort(string? addresses) => (addresses ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.IsLoopback ? address.Port : 0)
        .Where(port => !FreePorts.IsFree(port))
        .Select(port => (int?)port)
        .FirstOrDefault();
}
