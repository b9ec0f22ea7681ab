using System.Net.Sockets;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Fuzz.Running;

/// <summary>
/// Whether the target's processes are those it began with. Where the lab runs them it looks at process ids and restarts; of a system that
/// somebody else runs it only sees whether connections are accepted.
/// </summary>
internal sealed class Vitals
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ProbeFor = TimeSpan.FromSeconds(2);

    private readonly ITarget _target;
    private readonly IReadOnlyList<string> _controlled;
    private readonly IReadOnlyDictionary<string, Uri> _addresses;
    private readonly TimeProvider _time;
    private Dictionary<string, (int? Pid, int Restarts)> _known = [];

    private Vitals(ITarget target, IReadOnlyList<string> controlled, IReadOnlyDictionary<string, Uri> addresses, TimeProvider time) =>
        (_target, _controlled, _addresses, _time) = (target, controlled, addresses, time);

    /// <summary>What the lab runs it starts again within seconds; what somebody else runs most often stays down.</summary>
    public TimeSpan Recovery => TimeSpan.FromSeconds(_controlled.Count > 0 ? 20 : 5);

    public static async Task<Vitals> BeginAsync(
        ITarget target, Scenario scenario, IReadOnlyDictionary<string, Uri> addresses, TimeProvider time, CancellationToken cancellationToken)
    {
        var controlled = new List<string>();
        foreach (var service in scenario.Services.Where(service => service.Kind == ServiceKind.Http))
        {
            try
            {
                _ = await target.ReplicasAsync(service.Name, cancellationToken);
                controlled.Add(service.Name);
            }
            catch (LabException)
            {
                break;   // nobody but its owner controls it
            }
        }

        var vitals = new Vitals(target, controlled, addresses, time);
        vitals._known = await vitals.ReadAsync(cancellationToken);
        return vitals;
    }

    /// <summary>What has ended since the last look, one sentence each; empty when everything lives.</summary>
    public async Task<IReadOnlyList<string>> DiedAsync(CancellationToken cancellationToken)
    {
        if (_controlled.Count == 0)
        {
            var silent = new List<string>();
            foreach (var (service, address) in _addresses)
            {
                if (!await AcceptsAsync(address, cancellationToken))
                {
                    silent.Add($"{service} no longer accepts connections at {address.Authority}");
                }
            }

            return silent;
        }

        var now = await ReadAsync(cancellationToken);
        var died = _known.Where(replica => now.GetValueOrDefault(replica.Key) != replica.Value)
            .Select(replica => now.GetValueOrDefault(replica.Key) is { Pid: not null } started
                ? $"{replica.Key} ended and was started again ({started.Restarts} restarts)"
                : $"{replica.Key} ended")
            .ToList();
        _known = now;
        return died;
    }

    /// <summary>Waits until everything answers again; false when it does not.</summary>
    public async Task<bool> RecoverAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (_time.GetElapsedTime(started) < limit)
        {
            var accepts = await Task.WhenAll(_addresses.Values.Select(address => AcceptsAsync(address, cancellationToken)));
            if (accepts.All(yes => yes))
            {
                return await SettledAsync(limit - _time.GetElapsedTime(started), cancellationToken);
            }

            await Task.Delay(LookEvery, _time, cancellationToken);
        }

        return false;
    }

    private async Task<bool> SettledAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await _target.RecoveredAsync(limit, cancellationToken);
            _known = await ReadAsync(cancellationToken);
            return true;
        }
        catch (LabException)
        {
            return false;   // the caller says what that means
        }
    }

    private async Task<Dictionary<string, (int? Pid, int Restarts)>> ReadAsync(CancellationToken cancellationToken)
    {
        var replicas = new List<ReplicaInfo>();
        foreach (var service in _controlled)
        {
            replicas.AddRange(await _target.ReplicasAsync(service, cancellationToken));
        }

        return replicas.ToDictionary(replica => replica.Id, replica => (replica.Pid, replica.Restarts));
    }

    private async Task<bool> AcceptsAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ProbeFor, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(address.IdnHost, address.Port, either.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
