using System.Text.Json;

namespace Lab.EndToEnd.Tests;

/// <summary>A prediction that rests on numbers of the running system, with real Redis, PostgreSQL and processes.</summary>
public sealed class CalibrationTests
{
    private static readonly string[] Small = ["--agents", "300", "--cycles", "60", "--volleys", "50", "--json"];

    [Fact]
    public async Task What_a_probe_measures_is_predicted_from_and_can_be_predicted_from_again()
    {
        var folder = Directory.CreateTempSubdirectory("lab-calibrated-").FullName;
        try
        {
            var measured = await LabProcess.RunAsync(["predict", "ticketing", "--calibrate", "-o", folder, .. Small]);
            Assert.True(measured.ExitCode == 0, measured.Error);
            Assert.All(["inventory latency", "inventory cpu", "payments cpu", "redis latency", "postgres latency"], number => Assert.Contains(number, Measured(measured.Output)));

            var again = await LabProcess.RunAsync(["predict", "ticketing", "--numbers", folder, "-o", folder, .. Small]);
            Assert.Equal(measured.Output, again.Output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> Measured(string json)
    {
        using var file = JsonDocument.Parse(json);
        return
        [
            .. file.RootElement.GetProperty("predictions")[0].GetProperty("numbers").EnumerateArray()
                .Where(number => number.GetProperty("origin").GetString() == "Measured")
                .Select(number => $"{number.GetProperty("of").GetString()} {number.GetProperty("what").GetString()}"),
        ];
    }
}
