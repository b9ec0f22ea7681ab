using System.Text.Json;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>The file <c>prediction.json</c>: one prediction, or several that are compared.</summary>
/// <param name="Format">Version of this format; raised when a reader of the old one would misread the new one.</param>
/// <param name="Predictions">Suspect and fix of a hunt; without and with a what-if of <c>lab predict</c>.</param>
internal sealed record PredictionFile(int Format, IReadOnlyList<Prediction> Predictions)
{
    public const string FileName = "prediction.json";

    public const int CurrentFormat = 1;

    public static PredictionFile Of(params IReadOnlyList<Prediction> predictions) => new(CurrentFormat, predictions);

    public string ToJson() => JsonSerializer.Serialize(this, JournalJson.Options);

    public void Save(RunFolder folder) => File.WriteAllText(PathIn(folder), ToJson() + "\n");

    /// <summary>Null when the run made no prediction, or one in a format that this lab does not know.</summary>
    public static PredictionFile? Read(RunFolder folder) => RunFile.Read<PredictionFile>(folder, FileName) is { Format: CurrentFormat } file ? file : null;

    private static string PathIn(RunFolder folder) => Path.Combine(folder.Path, FileName);
}
