namespace Lab.Control.Processes;

/// <summary>Sockets and pipes of the .NET debugger in the temporary folder, which a killed process cannot remove itself.</summary>
internal static class DiagnosticFiles
{
    public static void RemoveOf(int pid)
    {
        foreach (var pattern in (string[])[$"dotnet-diagnostic-{pid}-*", $"clr-debug-pipe-{pid}-*"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetTempPath(), pattern))
            {
                File.Delete(file);
            }
        }
    }
}
