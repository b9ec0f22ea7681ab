using System.Text.Json;

namespace Lab.Chaos.Journals;

/// <summary>A result that a phase left in the folder of its run.</summary>
internal static class RunFile
{
    /// <summary>Null when there is none, or one of a lab yet to come: the run can still be judged, only without it.</summary>
    public static T? Read<T>(RunFolder run, string name) where T : class
    {
        var path = Path.Combine(run.Path, name);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllText(path), JournalJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
