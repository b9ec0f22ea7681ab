namespace Lab.Chaos.Scenarios;

/// <summary>A file of a scenario, and how messages name it.</summary>
/// <param name="Path">Where it is opened.</param>
/// <param name="Shown">What the user would type: relative to the folder he stands in, where that is shorter.</param>
internal sealed record SourceFile(string Path, string Shown)
{
    /// <summary>A file beside this one, for example <c>truth.yaml</c>, named in messages the same way.</summary>
    public SourceFile Beside(string name) => new(Join(Path, name), Join(Shown, name));

    /// <summary>Names a path as seen from a folder; what lies above that folder is named in full.</summary>
    public static SourceFile SeenFrom(string folder, string path)
    {
        string full = System.IO.Path.GetFullPath(path, folder);
        string relative = System.IO.Path.GetRelativePath(folder, full);
        bool above = relative.StartsWith("..", StringComparison.Ordinal);

        // Slashes on every system, so that a message can be pasted into an editor's "go to" and reads the same everywhere.
        return new SourceFile(full, (above ? full : relative).Replace('\\', '/'));
    }

    private static string Join(string file, string name)
    {
        string folder = System.IO.Path.GetDirectoryName(file) ?? "";

        return System.IO.Path.Combine(folder, name).Replace('\\', '/');
    }
}
