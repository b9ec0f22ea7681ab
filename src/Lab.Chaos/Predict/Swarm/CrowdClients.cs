using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>
/// The population: each agent thinks, chooses a key in its own way, sends, waits in its own way. Nothing about crowds is written down here;
/// herds, retry storms and queues come from agents that do this at the same time.
/// </summary>
internal sealed class CrowdClients(Scene scene, Executor executor) : IAttemptEnds
{
    // Refreshers look this many times while others think once; nine in ten visits of a browser end with looking.
    private const int RefreshesAThink = 10;
    private const int BrowserVisits = 10;
    private const int RetrierRetries = 3;

    private readonly KeySales _sales = new(scene);
    private readonly Behaviour[] _behaviours = [.. scene.System.Model.Swarm.Population.Keys.Order()];
    private readonly double[] _population = Cumulative(scene.System.Model.Swarm.Population);
    private Agent[] _agents = [];
    private int[] _watchers = [];
    private readonly int[] _firstWatcher = new int[scene.Keys + 1];
    private double _load;
    private int _requests;

    public void Begin(CrowdPlan plan)
    {
        if (_agents.Length != plan.Agents)
        {
            _agents = new Agent[plan.Agents];
        }

        (_load, _requests) = (plan.Load, 0);
        _sales.Reset();
        for (var n = 0; n < _agents.Length; n++)
        {
            var behaviour = _behaviours[Place(n)];
            _agents[n] = new Agent { Kind = (AgentKind)behaviour, Request = -1, Watches = behaviour == Behaviour.Bots ? Zipf.Choose(scene.System.Popularity, ref scene.Rng) : -1 };

            // Everybody is somewhere in the middle of a thought; bots wait for a sale to open, and at the beginning all are open.
            scene.Wheel.Add(behaviour == Behaviour.Bots ? 0 : scene.Rng.Below(Math.Max(1, Think(behaviour))), EventId.Of(EventId.Agent, n), 0);
        }

        ListWatchers();
    }

    /// <summary>An agent has thought for long enough, or its sale has opened.</summary>
    public void Send(int number)
    {
        ref var agent = ref _agents[number];
        if (agent.Request >= 0)
        {
            return;
        }

        var key = agent.Behaviour switch
        {
            Behaviour.Bots => agent.Watches,
            Behaviour.Herders => _sales.Hot(ref scene.Rng),
            _ => _sales.Popular(ref scene.Rng),
        };
        if (key < 0 || _sales.IsClosed(key))
        {
            ThinkAgain(number);
            return;
        }

        var slot = scene.Attempts.TakeRequest();
        var operation = scene.System.Mix.Choose(ref scene.Rng);
        var looks = agent.Behaviour == Behaviour.Refreshers || (agent.Behaviour == Behaviour.Browsers && scene.Rng.Below(BrowserVisits) > 0);
        scene.Attempts.Request(slot) = new Request { Agent = number, Number = _requests++, Operation = (short)operation, Looks = looks, Key = key, Began = scene.Now };
        agent.Request = slot;
        scene.Tally.Requests++;
        scene.Tally.Picked(key);
        Attempt(slot);
    }

    /// <summary>An agent may have waited for as long as it wants to: its timer is set once and moved on, not once a request.</summary>
    public void Timer(int number, int stamp)
    {
        ref var agent = ref _agents[number];
        if (agent.TimerStamp != stamp)
        {
            return;
        }

        agent.TimerRuns = false;
        if (agent.Request < 0)
        {
            return;
        }

        if (agent.Deadline > scene.Now)
        {
            RunTimer(number);
            return;
        }

        ref var request = ref scene.Attempts.Request(agent.Request);
        if (request.Attempts <= Retries(agent.Behaviour, request.Operation) && scene.Now - request.Began < GiveUp)
        {
            scene.Tally.Retries++;
            Attempt(agent.Request);
        }
        else if (scene.Now - request.Began >= GiveUp)
        {
            scene.Tally.TimedOut++;
            var slot = agent.Request;
            scene.RecordEnd(StepEventKind.TimedOut, slot);
            Finish(number, slot);
            if (scene.Attempts.Request(slot).Alive > 0)
            {
                executor.Abandon(slot);
            }
            else
            {
                scene.Attempts.FreeRequest(slot);
            }
        }
        else
        {
            agent.Deadline = request.Began + GiveUp;
            RunTimer(number);
        }
    }

    /// <summary>The pause of a key that was sold out is over.</summary>
    public void SaleIsDue(int key)
    {
        if (_sales.Due(key))
        {
            Opened(key);
        }
    }

    public void Ended(int slot, int key, AttemptEnd end)
    {
        ref var request = ref scene.Attempts.Request(slot);
        if (_sales.Left(key))
        {
            Opened(key);
        }

        if (request.Over)
        {
            FreeIfDone(slot);
            return;
        }

        ref var agent = ref _agents[request.Agent];
        switch (end)
        {
            case AttemptEnd.Lost when request.Alive > 0 || request.Attempts <= Retries(agent.Behaviour, request.Operation):
                return;   // another attempt runs, or its timer sends one
            case AttemptEnd.Done:
                scene.Tally.Ok++;
                scene.Tally.Latency(scene.Now - request.Began);
                if (!request.Looks)
                {
                    _sales.Took(key);
                }

                break;
            case AttemptEnd.Refused:
                scene.Tally.Refused++;
                scene.Tally.Latency(scene.Now - request.Began);
                if (_sales.SoldOut(key))
                {
                    scene.Wheel.Add(scene.Now + scene.System.Think.Draw(ref scene.Rng), EventId.Of(EventId.Sale, key), 0);
                }

                break;
            default:
                break;
        }

        Finish(request.Agent, slot);
        FreeIfDone(slot);
    }

    private long GiveUp => (long)scene.System.Model.Volley.Timeout.TotalNanoseconds;

    private void Attempt(int slot)
    {
        ref var request = ref scene.Attempts.Request(slot);
        ref var agent = ref _agents[request.Agent];
        var wait = request.Attempts < Retries(agent.Behaviour, request.Operation) ? RetryAfter(agent.Behaviour, request.Operation) : GiveUp;
        agent.Deadline = scene.Now + wait;
        if (!agent.TimerRuns || agent.TimerAt > agent.Deadline)
        {
            RunTimer(request.Agent);
        }

        _sales.Came(request.Key);
        executor.Start(slot, request.Looks ? scene.System.Looks[request.Operation] : scene.System.Programs[request.Operation], request.Key);
    }

    private void RunTimer(int number)
    {
        ref var agent = ref _agents[number];
        (agent.TimerRuns, agent.TimerAt) = (true, agent.Deadline);
        scene.Wheel.Add(agent.Deadline, EventId.Of(EventId.Timer, number), ++agent.TimerStamp);
    }

    private void Finish(int number, int slot)
    {
        scene.Attempts.Request(slot).Over = true;
        _agents[number].Request = -1;
        ThinkAgain(number);
    }

    private void FreeIfDone(int slot)
    {
        if (scene.Attempts.Request(slot) is { Over: true, Alive: 0 })
        {
            scene.Attempts.FreeRequest(slot);
        }
    }

    private void ThinkAgain(int number)
    {
        var behaviour = _agents[number].Behaviour;
        if (behaviour != Behaviour.Bots)
        {
            scene.Wheel.Add(scene.Now + Think(behaviour), EventId.Of(EventId.Agent, number), 0);
        }
    }

    private void Opened(int key)
    {
        for (var n = _firstWatcher[key]; n < _firstWatcher[key + 1]; n++)
        {
            scene.Wheel.Add(scene.Now, EventId.Of(EventId.Agent, _watchers[n]), 0);
        }
    }

    private long Think(Behaviour behaviour)
    {
        var thought = (long)(scene.System.Think.Draw(ref scene.Rng) / _load);
        return behaviour == Behaviour.Refreshers ? thought / RefreshesAThink : thought;
    }

    private int Retries(Behaviour behaviour, int operation) =>
        Math.Max(scene.System.Model.Operations[operation].Retry?.Most ?? 0, behaviour == Behaviour.Retriers ? RetrierRetries : 0);

    private long RetryAfter(Behaviour behaviour, int operation)
    {
        var given = scene.System.Model.Operations[operation].Retry is { } retry ? (long)retry.After.TotalNanoseconds : long.MaxValue;
        return behaviour == Behaviour.Retriers ? Math.Min(given, scene.System.Patience) : given;
    }

    // The n-th agent's behaviour by shares, spread evenly: agent 4711 is what it is whatever the seed.
    private int Place(int number)
    {
        var at = (number * 0.6180339887498949) % 1;   // golden ratio: any prefix of agents has nearly the shares
        var place = 0;
        while (place < _population.Length - 1 && at >= _population[place])
        {
            place++;
        }

        return place;
    }

    private static double[] Cumulative(IReadOnlyDictionary<Behaviour, double> population)
    {
        var total = population.Values.Sum();
        var sum = 0.0;
        return [.. population.OrderBy(share => share.Key).Select(share => (sum += share.Value) / total)];
    }

    private void ListWatchers()
    {
        Array.Clear(_firstWatcher);
        var watching = 0;
        foreach (ref var agent in _agents.AsSpan())
        {
            if (agent.Watches >= 0)
            {
                _firstWatcher[agent.Watches + 1]++;
                watching++;
            }
        }

        for (var key = 1; key < _firstWatcher.Length; key++)
        {
            _firstWatcher[key] += _firstWatcher[key - 1];
        }

        if (_watchers.Length < watching)
        {
            _watchers = new int[watching];
        }

        var next = _firstWatcher[..];
        for (var n = 0; n < _agents.Length; n++)
        {
            if (_agents[n].Watches is >= 0 and var key)
            {
                _watchers[next[key]++] = n;
            }
        }
    }

    // Half a cache line: ten thousand agents are visited in no order.
    private struct Agent
    {
        public long Deadline;
        public long TimerAt;

        /// <summary>Of the timer that counts; earlier ones are outdated.</summary>
        public int TimerStamp;

        /// <summary>Slot of the request that it waits for; −1 while it thinks.</summary>
        public int Request;

        /// <summary>Bots: the key whose opening they wait for.</summary>
        public int Watches;

        public AgentKind Kind;
        public bool TimerRuns;

        public readonly Behaviour Behaviour => (Behaviour)Kind;
    }

    // A byte of Behaviour.
    private enum AgentKind : byte;
}
