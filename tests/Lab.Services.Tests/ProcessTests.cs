using System.Diagnostics;
using Lab.Services.Tests.Support;

namespace Lab.Services.Tests;

/// <summary>What only shows in a process of its own: exit codes, and telemetry, whose settings are the process's environment.</summary>
public sealed class ProcessTests(Stores stores)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_settings_are_told_in_plain_lines_and_end_with_64()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        using var process = Start("Lab.Services.Inventory", [.. shop.Settings("inventory-9"), "--Inventory:Strategy=redlok"]);

        var told = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);

        Assert.Equal(
            "Inventory:Strategy is 'redlok'. Known: naive, redlock, redlock-only, row-lock, atomic, optimistic, refuse-all. "
                + "Did you mean 'redlock'?\n",
            told);
        Assert.Equal(64, process.ExitCode);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_told_with_its_place()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        using var process = Start("Lab.Services.Inventory", [.. shop.Settings("inventory-9"), "--Inventory:LeaseTime=soon"]);

        var told = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);

        Assert.Equal("Failed to convert configuration value 'soon' at 'Inventory:LeaseTime' to type 'System.TimeSpan'.\n", told);
        Assert.Equal(64, process.ExitCode);
    }

    [Fact]
    public async Task Traces_metrics_and_logs_are_exported_where_an_endpoint_is_set()
    {
        await using var collector = await Collector.StartAsync();
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        using var process = Start(
            "Lab.Services.Inventory",
            [.. shop.Settings("inventory-9"), "--Inventory:Strategy=atomic", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information"],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_SERVICE_NAME", "inventory"),
            ("OTEL_TRACES_SAMPLER", "always_on"),   // as Aspire sets it
            ("OTEL_BSP_SCHEDULE_DELAY", "50"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "50"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "50"));
        try
        {
            using var replica = new HttpClient { BaseAddress = await ListeningAsync(process) };
            await Eventually.TrueAsync(async () => (await replica.GetAsync("health", Cancel)).IsSuccessStatusCode);
            using var reply = await replica.GetAsync("events/no-such-event", Cancel);

            // Names as they stand in the exported protobuf: span name, its attributes, a Redis and a PostgreSQL span, the service.
            await Eventually.TrueAsync(() => Task.FromResult(collector.Has(
                "/v1/traces", "GET /events/{id}", "http.request.method", "http.response.status_code", "db.system.name", "inventory")));
            await Eventually.TrueAsync(() => Task.FromResult(collector.Has("/v1/metrics", "http.server.request.duration")));
            await Eventually.TrueAsync(() => Task.FromResult(collector.Has("/v1/logs", "Now listening on")));

            // The health polls came first; neither they nor what they ask PostgreSQL is among the spans.
            Assert.False(collector.Has("/v1/traces", "GET /health") || collector.Has("/v1/traces", "SELECT 1"));
        }
        finally
        {
            process.Kill();
        }
    }

    private static Process Start(string program, string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<Uri> ListeningAsync(Process process)
    {
        const string Words = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            if (line.IndexOf(Words, StringComparison.Ordinal) is >= 0 and var at)
            {
                return new Uri(line[(at + Words.Length)..]);
            }
        }

        throw new InvalidOperationException($"It ended without listening. It says: {await process.StandardError.ReadToEndAsync(Cancel)}");
    }
}
