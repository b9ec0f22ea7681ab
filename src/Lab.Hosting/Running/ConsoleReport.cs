using System.Globalization;
using Lab.Contracts.Control;
using Lab.Control.Replicas;
using Lab.Control.Runs;

namespace Lab.Hosting.Running;

/// <summary>What the user sees of a run: a line per change while it starts, then a table of addresses.</summary>
internal sealed class ConsoleReport(TextWriter output, TimeProvider time)
{
    private readonly long _since = time.GetTimestamp();
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public void Heading(RunPlace place) => _output.WriteLine($"Lab {place.RunId}, logs in {Path.Combine(place.Folder, "logs")}");

    /// <summary>Told of every change of a replica; shows those of its state.</summary>
    public void Changed(string replica, ReplicaStatus before, ReplicaStatus after)
    {
        if (before.State != after.State && after.State is not (ResourceState.NotStarted or ResourceState.Waiting))
        {
            Line($"{replica,-16} {after.State}{Detail(after)}");
        }
    }

    public void Problems(IReadOnlyList<string> problems) => problems.ToList().ForEach(Line);

    public void Table(Topology topology, DashboardInfo? dashboard)
    {
        var rows = topology.Resources.Select(Row).Prepend(["resource", "state", "replicas", "endpoint"]).ToList();
        var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length) + 2).ToArray();
        _output.WriteLine();
        foreach (var row in rows)
        {
            _output.WriteLine(string.Concat(row.Take(3).Select((cell, column) => cell.PadRight(widths[column]))) + row[3]);
        }

        _output.WriteLine();
        if (dashboard?.Login is { } login && !HasReader)
        {
            Line($"Dashboard, in a few seconds: {login}");
        }

        Line("Ctrl-C ends the lab.");
        _output.Flush();
    }

    public void Ending() => Line("Ending …");

    // Who started this host keeps what it says in a file, and asks for the link itself, which is a secret.
    private static bool HasReader => Environment.GetEnvironmentVariable("LAB_PARENT_PIPE") is { Length: > 0 };

    private static string[] Row(RunningResource resource)
    {
        var info = resource.Info;
        var addresses = info.Endpoints.Values.Select(Address).Concat(resource.Plan.Urls.Select(u => u.Text is null ? u.Url : $"{u.Text}: {u.Url}"));
        return
        [
            info.Name,
            info.State.ToString(),
            info.Replicas.Count.ToString(CultureInfo.InvariantCulture),
            // A connection string may hold a password and is not shown.
            info.Replicas.Count == 0 ? "from configuration" : string.Join("  ", addresses),
        ];
    }

    private static string Address(Uri endpoint) => endpoint.Scheme == "tcp" ? endpoint.Authority : endpoint.ToString().TrimEnd('/');

    private static string Detail(ReplicaStatus status) => status.State switch
    {
        ResourceState.Exited or ResourceState.Finished => $", exit code {status.ExitCode}",
        ResourceState.Failed => $": {status.Reason}",
        ResourceState.Running when status.Restarts > 0 => $", restart {status.Restarts}",
        _ => "",
    };

    private void Line(string text)
    {
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_since).TotalSeconds,6:0.00} s  {text}"));
        _output.Flush();
    }
}
