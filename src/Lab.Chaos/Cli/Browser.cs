using System.ComponentModel;
using System.Diagnostics;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary>Shows a file with the program that the system keeps for it.</summary>
internal static class Browser
{
    /// <exception cref="LabException">The system has no such program.</exception>
    public static void Open(string path)
    {
        try
        {
            using var shown = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
        }
        catch (Win32Exception failure)
        {
            throw new LabException($"--open: nothing here shows {path}: {failure.Message} Open the file in a browser.", failure);
        }
    }
}
