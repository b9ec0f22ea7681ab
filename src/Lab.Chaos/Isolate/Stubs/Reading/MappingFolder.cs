using Lab.Chaos.Isolate.Stubs.Mappings;
using Lab.Contracts;

namespace Lab.Chaos.Isolate.Stubs.Reading;

/// <summary>A folder of mapping files, <c>*.json</c> in it and below, in order of their names; <c>__files</c> holds bodies.</summary>
internal static class MappingFolder
{
    private const string Bodies = "__files";

    /// <summary>Reads all of it.</summary>
    /// <param name="folder">As the user gave it.</param>
    /// <param name="above">Folders from which it is looked up, in this order.</param>
    /// <exception cref="LabException">The folder is missing or empty, or lists everything that is wrong in its files.</exception>
    public static (IReadOnlyList<StubMapping> Mappings, MappingReader Reader) Read(string folder, params IReadOnlyList<string> above)
    {
        var path = above.Select(start => Path.GetFullPath(folder, start)).FirstOrDefault(Directory.Exists)
            ?? throw new LabException($"No folder '{folder}' with mappings. Looked in {string.Join(" and ", above)}. "
                + "Give one that exists, for example --mappings scenarios/ticketing/stubs.");
        var reader = new MappingReader([Path.Combine(path, Bodies), Path.Combine(path, "..", Bodies)]);
        string[] files =
        [
            .. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(path, file))
                .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains(Bodies))
                .Order(StringComparer.Ordinal),
        ];
        if (files.Length == 0)
        {
            throw new LabException($"Folder '{folder}' holds no mapping file (*.json). Add one: {{ \"request\": {{ \"method\": \"ANY\" }}, \"response\": {{ \"status\": 200 }} }}.");
        }

        var mistakes = new Mistakes();
        List<StubMapping> mappings = [];
        foreach (var file in files)
        {
            foreach (var mapping in reader.ReadAll(File.ReadAllText(Path.Combine(path, file)), Path.Combine(folder, file), file, mistakes))
            {
                if (mappings.Exists(other => other.Id == mapping.Id))
                {
                    mistakes.Add(Path.Combine(folder, file), $"id {mapping.Id} is taken by another mapping. Give it another, or none.");
                }

                mappings.Add(mapping);
            }
        }

        mistakes.ThrowIfAny();
        return (mappings, reader);
    }
}
