using System.Text.Json;
using Lab.Contracts.Control;
using Lab.Hosting.Running;

namespace Lab.Hosting.Control;

/// <summary>Reads and writes <see cref="RunFile"/>s.</summary>
internal static class RunFiles
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes it for this user alone, and whole: a reader sees the complete file or none.</summary>
    public static async Task WriteAsync(RunPlace place, ControlServer server, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new RunFile
            {
                Id = place.RunId,
                Url = server.Url,
                Token = server.Token,
                Pid = Environment.ProcessId,
                Engine = "embedded",
                Folder = place.Folder,
            },
            Format);
        var draft = place.RunFile + ".draft";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // From the first byte on: a mode set afterwards would leave the token readable for a moment.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var stream = new FileStream(draft, options))
        {
            await stream.WriteAsync(content, cancellationToken);
        }

        File.Move(draft, place.RunFile);
    }

    /// <summary>The run that a file describes; null when it is gone or no run file.</summary>
    public static async Task<RunFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<RunFile>(await File.ReadAllBytesAsync(path, cancellationToken), Format);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }
}
