namespace Lab.Hosting.Tests.Dashboard;

/// <summary>Stands for the <c>aspire</c> command: writes down how it was started, and stays.</summary>
internal static class AspireScript
{
    private const string Text = "#!/bin/sh\nenv > \"$0.env\"\necho \"$@\" > \"$0.arguments\"\nexec sleep 1000\n";

    /// <summary>Puts it into a folder; its path.</summary>
    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "aspire");
        File.WriteAllText(path, Text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
