using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing;

/// <summary>A file of the published folder, with one document.</summary>
/// <param name="Path">Relative to the folder, with slashes.</param>
/// <param name="Document">What it says.</param>
/// <param name="Remarks">Comment lines above it, without their signs.</param>
internal sealed record ManifestFile(string Path, YamlMap Document, params IReadOnlyList<string> Remarks)
{
    /// <summary>First line of every file, by which a folder of ours is known.</summary>
    public const string Heading = "# Written by `lab publish` from src/AppHost/AppHost.cs; a change made here is lost with the next one.";

    public string Text => string.Concat([Heading, "\n", .. Remarks.Select(line => $"# {line}\n"), YamlWriter.Write(Document)]);
}
