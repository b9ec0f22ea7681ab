using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>The clients of one volley: each sends one request and waits; only what the operation itself retries is sent again.</summary>
internal sealed class VolleyClients(Scene scene, Executor executor) : IAttemptEnds
{
    private const int Key = 0;

    private VolleyPlan _plan = null!;
    private int _sent;

    /// <summary>When the last client had its answer.</summary>
    public long LastReply { get; private set; }

    public void Begin(VolleyPlan plan)
    {
        (_plan, _sent, LastReply) = (plan, 0, 0);
        if (plan.Alignment == Alignment.Sequential)
        {
            scene.Wheel.Add(0, EventId.Of(EventId.Agent, 0), 0);
            return;
        }

        var within = plan.Alignment == Alignment.Aligned ? 0 : (long)plan.Within.TotalNanoseconds;
        for (var n = 0; n < plan.Requests; n++)
        {
            scene.Wheel.Add(within == 0 ? 0 : scene.Rng.Below(within), EventId.Of(EventId.Agent, n), 0);
        }
    }

    /// <summary>A client's moment to send.</summary>
    public void Send(int agent)
    {
        _sent++;
        var slot = scene.Attempts.TakeRequest();
        var operation = scene.System.Mix.Choose(ref scene.Rng);
        scene.Attempts.Request(slot) = new Request { Agent = agent, Number = agent, Operation = (short)operation, Began = scene.Now };
        scene.Tally.Requests++;
        scene.Tally.Picked(Key);
        SetTimer(slot, operation);
        executor.Start(slot, scene.System.Programs[operation], Key);
    }

    /// <summary>A client has waited for as long as it wants to.</summary>
    public void Timer(int slot)
    {
        ref var request = ref scene.Attempts.Request(slot);
        if (request.Over)
        {
            return;
        }

        if (Retry(request.Operation) is { } retry && request.Attempts <= retry.Most)
        {
            scene.Tally.Retries++;
            SetTimer(slot, request.Operation);
            executor.Start(slot, scene.System.Programs[request.Operation], Key);
        }
        else if (request.Alive > 0 && scene.Now - request.Began >= (long)scene.System.Model.Volley.Timeout.TotalNanoseconds)
        {
            scene.Tally.TimedOut++;
            scene.RecordEnd(StepEventKind.TimedOut, slot);
            Finish(slot);
            executor.Abandon(slot);
        }
    }

    public void Ended(int slot, int key, AttemptEnd end)
    {
        ref var request = ref scene.Attempts.Request(slot);
        if (request.Over || (end == AttemptEnd.Lost && request.Alive > 0))
        {
            return;
        }

        switch (end)
        {
            case AttemptEnd.Done:
                scene.Tally.Ok++;
                scene.Tally.Latency(scene.Now - request.Began);
                break;
            case AttemptEnd.Refused:
                scene.Tally.Refused++;
                scene.Tally.Latency(scene.Now - request.Began);
                break;
            default:
                // Connection reset: known at once, and sent again if somebody does that.
                if (Retry(request.Operation) is { } retry && request.Attempts <= retry.Most)
                {
                    return;   // its timer sends it again
                }

                break;
        }

        Finish(slot);
    }

    private void Finish(int slot)
    {
        scene.Attempts.Request(slot).Over = true;
        LastReply = scene.Now;
        if (_plan.Alignment == Alignment.Sequential && _sent < _plan.Requests)
        {
            scene.Wheel.Add(scene.Now, EventId.Of(EventId.Agent, _sent), 0);
        }
    }

    private void SetTimer(int slot, int operation)
    {
        var wait = Retry(operation) is { } retry && scene.Attempts.Request(slot).Attempts < retry.Most ? retry.After : scene.System.Model.Volley.Timeout;
        scene.Wheel.Add(scene.Now + (long)wait.TotalNanoseconds, EventId.Of(EventId.Timer, slot), 0);
    }

    private RetryModel? Retry(int operation) => scene.System.Model.Operations[operation].Retry;
}
