using System.Diagnostics;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>
/// A system, its agents and virtual time. Buffers are kept from run to run; one thread at a time.
/// <code>wheel -> due event -> attempt's step | client sends | timer | lease | fault -> new events -> wheel</code>
/// </summary>
/// <remarks>
/// What it leaves out, so that a step costs one event:
/// <list type="bullet">
/// <item>Processor time of a step is claimed when the step sets out, the callee's with the caller's; a stop or an end of the replica that
/// begins later does not take it back.</item>
/// <item>A callee's queue is served in the order in which steps set out, not in that of arrival. Its concurrency bounds the calls it answers at once, not the
/// operations that have entered it.</item>
/// <item>A command that is under way to a store arrives, though its sender stops or dies meanwhile, and though the store does.
/// Restarted stores keep their data.</item>
/// <item>An attempt that starts over starts with the whole operation that the client sent.</item>
/// <item>Transactions that wait for each other are not detected: they end when their clients give up.</item>
/// <item>A killed replica is back after 2 s, and none waits for it: requests go to those that are up.</item>
/// </list>
/// </remarks>
internal sealed class World(CompiledSystem system)
{
    private VolleyScene? _volley;
    private CrowdScene? _crowd;

    /// <summary>What it simulates.</summary>
    public CompiledSystem System => system;

    /// <summary>Attempts of the last volley that never ended: they wait for a lock that nobody gives back.</summary>
    public int StuckInVolley => _volley?.Stuck ?? 0;

    /// <summary>The same plan and stream give the same result to the last digit.</summary>
    public WorldResult Run(VolleyPlan plan, ulong stream, IRecorder? recorder = null) =>
        (_volley ??= new VolleyScene(system)).Run(plan, stream, recorder);

    /// <inheritdoc cref="Run(VolleyPlan, ulong, IRecorder?)"/>
    public WorldResult Run(CrowdPlan plan, ulong stream, IRecorder? recorder = null) =>
        (_crowd ??= new CrowdScene(system)).Run(plan, stream, recorder);

    /// <summary>One key, no faults, until everybody has an answer.</summary>
    private sealed class VolleyScene
    {
        private readonly Scene _scene;
        private readonly Executor _executor;
        private readonly VolleyClients _clients;

        public int Stuck => _scene.Attempts.UnderWay;

        public VolleyScene(CompiledSystem system)
        {
            _scene = new Scene(system, keys: 1);
            _executor = new Executor(_scene);
            _clients = new VolleyClients(_scene, _executor);
            _executor.Ends = _clients;
        }

        public WorldResult Run(VolleyPlan plan, ulong stream, IRecorder? recorder)
        {
            _scene.Reset(stream, plan.Stock, room: plan.Requests * 2, slowness: 1, recorder);
            _clients.Begin(plan);
            while (_scene.Wheel.TryTake(out var due))
            {
                _scene.Now = due.Time;
                var number = EventId.Number(due.Id);
                switch (EventId.Kind(due.Id))
                {
                    case EventId.Attempt:
                        _executor.Take(number, due.Stamp);
                        break;
                    case EventId.Lease:
                        _executor.RunOut(number, due.Stamp);
                        break;
                    case EventId.Agent:
                        _clients.Send(number);
                        break;
                    case EventId.Timer:
                        _clients.Timer(number);
                        break;
                    default:
                        throw new UnreachableException($"Event {due.Id} has no place in a volley.");
                }
            }

            return _scene.Tally.Result(_clients.LastReply, _scene.Processors.Busy);
        }
    }

    /// <summary>All keys, the population, faults; ends after so many steps.</summary>
    private sealed class CrowdScene
    {
        private readonly Scene _scene;
        private readonly Executor _executor;
        private readonly CrowdClients _clients;
        private readonly FaultAgents _faults;

        public CrowdScene(CompiledSystem system)
        {
            _scene = new Scene(system, system.Model.Swarm.Keys);
            _executor = new Executor(_scene);
            _clients = new CrowdClients(_scene, _executor);
            _faults = new FaultAgents(_scene, _executor);
            _executor.Ends = _clients;
        }

        public WorldResult Run(CrowdPlan plan, ulong stream, IRecorder? recorder)
        {
            _scene.Reset(stream, _scene.System.Model.Volley.Stock, room: plan.Agents * 2, plan.Slowness, recorder);
            _clients.Begin(plan);
            _faults.Begin();
            while (_scene.Tally.Steps < plan.Steps && _scene.Wheel.TryTake(out var due))
            {
                _scene.Now = due.Time;
                Happen(due);
            }

            return _scene.Tally.Result(_scene.Now, _scene.Processors.Busy);
        }

        private void Happen(in Due due)
        {
            var number = EventId.Number(due.Id);
            switch (EventId.Kind(due.Id))
            {
                case EventId.Attempt:
                    _executor.Take(number, due.Stamp);
                    break;
                case EventId.Lease:
                    _executor.RunOut(number, due.Stamp);
                    break;
                case EventId.Fault:
                    _faults.Happen(number, due.Stamp);
                    break;
                case EventId.Agent:
                    _clients.Send(number);
                    break;
                case EventId.Timer:
                    _clients.Timer(number, due.Stamp);
                    break;
                case EventId.Sale:
                    _clients.SaleIsDue(number);
                    break;
                default:
                    throw new UnreachableException($"Event {due.Id} is of no kind.");
            }
        }
    }
}
