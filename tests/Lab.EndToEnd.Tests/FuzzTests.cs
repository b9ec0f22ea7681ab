using System.Diagnostics;
using System.Text.Json;

namespace Lab.EndToEnd.Tests;

/// <summary>A service with planted faults, found by its OpenAPI document alone.</summary>
public sealed class FuzzTests
{
    // Where nothing hangs patience costs nothing, and a busy machine is not taken for a service that hangs.
    private const string Patient = "{ timeout: 20s }";

    private static readonly TimeSpan Start = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Three_planted_faults_of_different_kinds_are_found_and_shrunk_to_one_field_each()
    {
        await using var shop = await Shop.StartAsync();

        var outcome = await LabProcess.RunAsync("fuzz", shop.Scenario, "--cases", "1500", "--json");

        Assert.True(outcome.ExitCode == 1, outcome.Output + outcome.Error);
        Assert.Equal(
            [
                "POST shop /bookings: no-5xx 500 by body.bookingId from 2 (same id from several clients)",
                "POST shop /customers: no-5xx 500 by body.name from 1 (lone surrogate)",
                "POST shop /reports: no-hang late by body.pages from 1 (integer beyond 32 bits)",
            ],
            Findings(outcome.Output).Order());
    }

    [Fact]
    public async Task A_service_without_faults_holds()
    {
        await using var shop = await Shop.StartAsync(fuzz: Patient);

        var outcome = await LabProcess.RunAsync("fuzz", shop.Scenario, "--operation", "POST /parcels", "--cases", "600", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Empty(Findings(outcome.Output));
    }

    [Fact]
    public async Task A_target_that_dies_in_the_middle_is_unknown_with_one_message()
    {
        await using var shop = await Shop.StartAsync(diesAfter: 500);

        var outcome = await LabProcess.RunAsync("fuzz", shop.Scenario, "--operation", "POST /parcels", "--cases", "5000");

        Assert.True(outcome.ExitCode == 2, outcome.Output + outcome.Error);
        Assert.StartsWith("Unknown: the target ended and did not come back (shop no longer accepts connections at 127.0.0.1:", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_printed_command_shows_the_failure_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs bash and curl.");
        await using var shop = await Shop.StartAsync(fuzz: Patient);
        var outcome = await LabProcess.RunAsync("fuzz", shop.Scenario, "--operation", "POST /customers", "--cases", "400", "--json");
        using var result = JsonDocument.Parse(outcome.Output);
        var curl = result.RootElement.GetProperty("findings")[0].GetProperty("curl").GetString()!;

        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", curl]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var reply = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 500", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cases 0", "--cases is 0; it must be 1 to 10000000. Example: --cases 2000.")]
    [InlineData("--operation /parcel", "Unknown operation '/parcel' in scenario 'shop'. Known: /bookings, /customers, /parcels, /parcels/{parcelId}, /reports. Did you mean '/parcels'?")]
    [InlineData("--variant naiv", "Unknown variant 'naiv' in scenario 'shop'.")]
    public async Task A_slip_is_named_with_its_mend(string slip, string message)
    {
        await using var shop = await Shop.StartAsync();

        var outcome = await LabProcess.RunAsync(["fuzz", shop.Scenario, .. slip.Split(' ')]);

        Assert.Equal(64, outcome.ExitCode);
        Assert.Contains(message, outcome.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_not_there_is_named_with_its_mend()
    {
        await using var shop = await Shop.StartAsync(fuzz: "{ openapi: { shop: /swagger.json }, timeout: 1s }");

        var outcome = await LabProcess.RunAsync("fuzz", shop.Scenario);

        Assert.Equal(64, outcome.ExitCode);
        Assert.Contains("/swagger.json: it answers 404. Correct its path under 'fuzz: openapi:'", outcome.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static List<string> Findings(string json)
    {
        using var result = JsonDocument.Parse(json);
        return
        [
            // A time-out that no rerun shows again is the machine's: it is Unknown.
            .. result.RootElement.GetProperty("findings").EnumerateArray().Where(finding => Text(finding, "verdict") == "Violated").Select(finding =>
                $"{Text(finding, "operation")}: {Text(finding, "oracle")} {Text(finding, "sign")} by {Text(finding, "field")} "
                + $"from {finding.GetProperty("clients").GetInt32()} ({Text(finding, "kind")})"),
        ];
    }

    private static string? Text(JsonElement finding, string name) => finding.GetProperty(name).GetString();

    /// <summary>The service with the planted faults, in a process of its own, and a scenario that leads to it.</summary>
    private sealed class Shop : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly string _folder;

        private Shop(Process process, string folder) => (_process, _folder) = (process, folder);

        public string Scenario => Path.Combine(_folder, "scenario.yaml");

        public static async Task<Shop> StartAsync(int? diesAfter = null, string fuzz = "{ timeout: 500ms }")
        {
            var start = new ProcessStartInfo(LabProcess.Paths.BinaryOf("tests/Lab.Fuzz.TestApp"), ["--urls", "http://127.0.0.1:0"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            start.Environment["DiesAfter"] = diesAfter?.ToString();
            var process = Process.Start(start)!;
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Start);
            var folder = Directory.CreateTempSubdirectory("lab-fuzz-").FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "scenario.yaml"), $$"""
                scenario: shop
                description: A service with planted faults.
                target: { urls: { shop: "{{line!.Split(' ')[^1]}}" }, connections: { db: "Host=127.0.0.1;Port=9" } }
                services: { shop: { calls: [db] }, db: { kind: postgres } }
                workload:
                  request: { send: POST shop /parcels, headers: { Trace: "{operation}" }, body: { parcelId: "{key}", weight: 1.5 } }
                  outcomes: { ok: [201], fail: [400] }
                  stock: 1
                  requests: 2
                  within: 10ms
                  timeout: 1s
                fuzz: {{fuzz}}
                records: { db: "select 'k' as key, 'o' as operation where 'k' = any(@keys)" }
                invariants: { once: { check: acknowledged-once } }
                variants: { as-is: { role: suspect } }
                conditions: { volley: { alignment: aligned } }
                """);
            return new Shop(process, folder);
        }

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }

            _process.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
