using Lab.Chaos.Predict.Model;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Calibration;

/// <summary>The processes of a target, by service; beside them the host, which balances between replicas, and the driver.</summary>
internal sealed class ProcessGroups
{
    /// <summary>What started the replicas and carries their traffic.</summary>
    public const string Host = "host";

    /// <summary>This process.</summary>
    public const string Driver = "driver";

    private readonly Dictionary<string, IReadOnlyList<int>> _pids;
    private readonly IReadOnlyList<int> _hosts;

    private ProcessGroups(Dictionary<string, IReadOnlyList<int>> pids)
    {
        _pids = pids;
        var own = pids.Values.SelectMany(pid => pid).ToHashSet();
        _hosts = [.. own.Select(Schedstat.Parent).OfType<int>().Distinct().Where(pid => !own.Contains(pid) && pid != Environment.ProcessId)];
    }

    /// <summary>Null when the processes are out of reach; <paramref name="notes"/> then says why.</summary>
    public static async Task<ProcessGroups?> FindAsync(ITarget target, SystemModel model, List<string> notes, CancellationToken cancellationToken)
    {
        if (!Schedstat.IsThere)
        {
            notes.Add("Processor times were not measured: this system has no /proc/<pid>/schedstat.");
            return null;
        }

        try
        {
            Dictionary<string, IReadOnlyList<int>> pids = new(StringComparer.Ordinal);
            foreach (var service in model.Services)
            {
                var replicas = await target.ReplicasAsync(service.Name, cancellationToken);
                pids[service.Name] = [.. replicas.Select(replica => replica.Pid).OfType<int>()];
            }

            return new ProcessGroups(pids);
        }
        catch (LabException failure)
        {
            notes.Add($"Processor times were not measured: {failure.Message}");
            return null;
        }
    }

    /// <summary>Processor time so far, ns, by group.</summary>
    public IReadOnlyDictionary<string, long> Read()
    {
        var use = _pids.ToDictionary(group => group.Key, group => group.Value.Sum(Schedstat.OfTree), StringComparer.Ordinal);
        use[Host] = _hosts.Sum(Schedstat.Of);
        use[Driver] = Schedstat.Of(Environment.ProcessId);
        return use;
    }
}
