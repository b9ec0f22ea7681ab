using System.Diagnostics.CodeAnalysis;

namespace Lab.Contracts.Runs;

/// <summary>
/// The line by which the <c>lab</c> command says where it records: <c>Recording in /home/ann/lab/runs/20261121-093012-ticketing-3fa1</c>.
/// Written by the command, read by the AppHost, which links the folder in the dashboard.
/// </summary>
public static class RecordingLine
{
    private const string Start = "Recording in ";

    /// <summary>The line.</summary>
    /// <param name="folder">Absolute path of the run's folder.</param>
    public static string For(string folder) => Start + folder;

    /// <summary>The folder, when it is such a line.</summary>
    public static bool TryRead(string line, [NotNullWhen(true)] out string? folder)
    {
        ArgumentNullException.ThrowIfNull(line);
        folder = line.StartsWith(Start, StringComparison.Ordinal) && Path.IsPathFullyQualified(line[Start.Length..])
            ? line[Start.Length..]
            : null;
        return folder is not null;
    }
}
