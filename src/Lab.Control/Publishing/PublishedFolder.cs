using Lab.Contracts;

namespace Lab.Control.Publishing;

/// <summary>The folder on disk: what was published before and is not any more is removed, what people put there stays.</summary>
internal static class PublishedFolder
{
    /// <summary>Writes the files and removes our own of an earlier publishing.</summary>
    /// <exception cref="LabException">The folder has a file of somebody else in a place of ours, or cannot be written.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        string[] strangers = [.. files.Keys.Where(file => File.Exists(Of(folder, file)) && !IsOurs(Of(folder, file)))];
        if (strangers.Length > 0)
        {
            throw new LabException([.. strangers.Select(file => $"{Of(folder, file)} was not written by this command. Move it away, or give another folder: --output-path.")]);
        }

        try
        {
            foreach (var old in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories).Where(IsOurs) : [])
            {
                File.Delete(old);
            }

            foreach (var (file, text) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Of(folder, file))!);
                File.WriteAllText(Of(folder, file), text);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"{folder} cannot be written: {failure.Message} Give another folder: --output-path.", failure);
        }
    }

    private static string Of(string folder, string file) => Path.Combine(folder, Path.Combine(file.Split('/')));

    private static bool IsOurs(string path) => File.ReadLines(path).FirstOrDefault() is ManifestFile.Heading or Readme.Heading;
}
