using System.Text.Json;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Histories;

/// <summary>Reads history.jsonl back, so that judging can be repeated on the file alone.</summary>
internal static class HistoryReader
{
    private const string Mend = "The file was changed after the run; restore it or run again.";

    /// <summary>The whole history of one run.</summary>
    /// <exception cref="LabException">The file is missing, of another format, or damaged other than by the end of its run.</exception>
    public static History Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new LabException($"No history at {path}. Name the folder of a run, for example runs/<id>.");
        }

        var assembler = new HistoryAssembler();
        var torn = ReadLines(path, assembler);
        return new History
        {
            Header = assembler.Header ?? throw new LabException(
                $"{path} holds no whole line: its run ended before it began. Run it again."),
            Volleys = assembler.Volleys(),
            Loads = assembler.Loads(),
            Torn = torn,
        };
    }

    private static string? ReadLines(string path, HistoryAssembler assembler)
    {
        // Shared with the writer, so that a run can be looked at while it goes on.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var lines = new StreamReader(file);
        var number = 0;
        while (lines.ReadLine() is { } text)
        {
            number++;
            try
            {
                var line = HistoryJson.Line(text);
                ThrowIfUnknownFormat(line, path);
                ThrowIfMisplaced(assembler.Add(line), number, path);
            }
            catch (JsonException) when (lines.EndOfStream && !EndsWithLineBreak(file))
            {
                // The writer ends every line with a line break in the same write, so only an interrupted write looks like this.
                return $"Line {number} was cut short when the run ended and is not counted.";
            }
            catch (JsonException damage)
            {
                throw new LabException(
                    $"{path} line {number} is not a line of a history ({Reason(damage)}). {Mend}", damage);
            }
        }

        return null;
    }

    private static void ThrowIfUnknownFormat(HistoryLine line, string path)
    {
        if (line is HistoryHeader { Format: not HistoryJson.Format and var format })
        {
            throw new LabException(
                $"{path} has format {format}; this lab reads format {HistoryJson.Format}. Judge it with the lab that wrote it.");
        }
    }

    private static void ThrowIfMisplaced(string? problem, int number, string path)
    {
        if (problem is not null)
        {
            throw new LabException($"{path} line {number}: {problem}. {Mend}");
        }
    }

    private static string Reason(JsonException damage) =>
        damage.Path is { Length: > 1 } at ? $"at {at}" : "no JSON object with a known type";

    private static bool EndsWithLineBreak(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
