using System.Text.Json;
using Lab.Chaos.Journals;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Calibration;

/// <summary>The file <c>calibration.json</c> of a run: what a probe measured, so that later predictions can rest on it.</summary>
internal sealed record CalibrationFile
{
    public const string FileName = "calibration.json";

    public const int CurrentFormat = 1;

    /// <summary>Raised when a reader of the old one would misread the new one.</summary>
    public int Format { get; init; } = CurrentFormat;

    public required string Scenario { get; init; }

    /// <summary>In force while it was measured.</summary>
    public required string Variant { get; init; }

    public required string Engine { get; init; }

    /// <summary>Numbers of one machine say nothing of another.</summary>
    public required Machine Machine { get; init; }

    public required CalibratedNumbers Numbers { get; init; }

    public void Save(RunFolder folder) => File.WriteAllText(Path.Combine(folder.Path, FileName), JsonSerializer.Serialize(this, JournalJson.Options) + "\n");

    /// <param name="path">The file, or the folder that holds it.</param>
    /// <param name="scenario">That is to be predicted.</param>
    /// <exception cref="LabException">There is none, it is no such file, or it was measured in another scenario.</exception>
    public static CalibrationFile Read(string path, string scenario)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        try
        {
            var read = JsonSerializer.Deserialize<CalibrationFile>(File.ReadAllText(file), JournalJson.Options);
            return read switch
            {
                { Format: CurrentFormat } when read.Scenario == scenario => read,
                { Format: CurrentFormat } => throw new LabException(
                    $"{file} was measured in scenario '{read.Scenario}', not in '{scenario}'. Measure again: ./lab predict {scenario} --calibrate."),
                _ => throw new LabException($"{file} is in format {read?.Format}; this lab reads {CurrentFormat}. Measure again: ./lab predict {scenario} --calibrate."),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new LabException($"--numbers: {file} cannot be read: {failure.Message} Example: --numbers runs/<id> of a run with --calibrate.", failure);
        }
    }
}
