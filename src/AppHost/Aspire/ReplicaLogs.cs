using System.Globalization;
using Lab.AppHost.Aspire.Replicas;
using Lab.Control.Processes;
using Lab.Control.Runs;

namespace Lab.AppHost.Aspire;

/// <summary>Copies what each replica says into the run folder, as the dashboard's console shows it: <c>logs/inventory-1.log</c>.</summary>
internal sealed class ReplicaLogs(ResourceLoggerService loggers, RunPlace place)
{
    public void Write(IReadOnlyList<AspireReplica> replicas, CancellationToken ended)
    {
        foreach (var replica in replicas)
        {
            _ = WriteAsync(replica, ended);
        }
    }

    private async Task WriteAsync(AspireReplica replica, CancellationToken ended)
    {
        var log = new ProcessLog(place.LogFile(replica.Id));
        try
        {
            var instance = await replica.InstanceAsync(ended);
            await foreach (var lines in loggers.WatchAsync(instance).WithCancellation(ended))
            {
                foreach (var line in lines)
                {
                    log.Line(WithoutTime(line.Content));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    // `2026-08-22T09:01:02.1234567Z info: …`: DCP puts its own clock in front.
    private static string WithoutTime(string line)
    {
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && DateTime.TryParseExact(
            line[..blank], "o", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _) ? line[(blank + 1)..] : line;
    }
}
