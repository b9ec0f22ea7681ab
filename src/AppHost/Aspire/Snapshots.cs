using System.Globalization;

namespace Lab.AppHost.Aspire;

/// <summary>Reads what Aspire says about one instance of a resource.</summary>
internal static class Snapshots
{
    /// <summary>Process id of what Aspire started: <c>dotnet run</c> for projects, the program itself for executables and under a debugger.</summary>
    public static int? Launcher(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(p => p.Name == "executable.pid")?.Value is { } pid
        && int.TryParse(Convert.ToString(pid, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Value of a variable that the process was started with.</summary>
    public static string? Variable(CustomResourceSnapshot snapshot, string name) =>
        snapshot.EnvironmentVariables.FirstOrDefault(v => v.Name == name)?.Value;

    /// <summary>The replica's own address, past the proxy. DCP gives it a new port at each start.</summary>
    public static Uri? OwnAddress(CustomResourceSnapshot snapshot) =>
        Variable(snapshot, "ASPNETCORE_URLS")?.Split(';')[0] is { Length: > 0 } url && Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? AspireModel.Loopback(address)
            : null;

    /// <summary>Whether it has ended, one way or another.</summary>
    public static bool HasEnded(string? state) => state is "Terminated" || KnownResourceStates.TerminalStates.Contains(state);
}
