namespace Lab.Chaos.Predict.Swarm;

/// <summary>The parts of a world that act on each other, and what time it is there.</summary>
internal sealed class Scene
{
    public Scene(CompiledSystem system, int keys)
    {
        System = system;
        Keys = keys;
        Cells = new Cells(system, keys);
        Attempts = new Attempts(system.Registers, system.Sources);
        Processors = new Processors(system);
        Tally = new Tally(system);
        Slowness = new double[system.Model.Services.Count];
    }

    public CompiledSystem System { get; }

    public int Keys { get; }

    public EventWheel Wheel { get; } = new();

    public Cells Cells { get; }

    public Attempts Attempts { get; }

    public Processors Processors { get; }

    public Tally Tally { get; }

    /// <summary>Factor on the latency of each service at the moment.</summary>
    public double[] Slowness { get; }

    public IRecorder? Recorder { get; set; }

    public Rng Rng;

    /// <summary>Nanoseconds.</summary>
    public long Now { get; set; }

    public void Reset(ulong stream, int stock, int room, double slowness, IRecorder? recorder)
    {
        Rng = new Rng(stream);
        (Now, Recorder) = (0, recorder);
        Wheel.Clear();
        Cells.Reset(stock);
        Attempts.Reset(room);
        Processors.Reset();
        Tally.Reset(Keys);
        Array.Fill(Slowness, slowness);
    }

    /// <summary>Tells the recorder, if there is one, what an attempt did.</summary>
    public void Record(StepEventKind kind, int slot, Instruction? step, long value, Anomaly? anomaly = null)
    {
        if (Recorder is null)
        {
            return;
        }

        ref var attempt = ref Attempts[slot];
        ref var request = ref Attempts.Request(attempt.Request);
        var replica = attempt.Depth < 0 ? -1 : attempt.Replicas[attempt.Depth];
        Recorder.Add(new StepEvent
        {
            Nanoseconds = Now,
            Kind = kind,
            Agent = request.Agent,
            Request = request.Number,
            Attempt = attempt.Number,
            Service = replica < 0 ? -1 : Processors.ServiceOf(replica),
            Replica = replica < 0 ? 0 : Processors.NumberOf(replica),
            Operation = request.Operation,
            Step = step?.Step ?? 0,
            Boundary = step?.Boundary ?? -1,
            Key = attempt.Key,
            Value = value,
            Anomaly = anomaly,
        });
    }

    /// <summary>Tells the recorder how a request ended for its client.</summary>
    public void RecordEnd(StepEventKind kind, int request)
    {
        if (Recorder is not null && Attempts.Request(request) is { Alive: > 0 } of)
        {
            Record(kind, of.LastSlot, null, 0);
        }
    }

    /// <summary>Tells the recorder what happened to a replica or service.</summary>
    public void Record(StepEventKind kind, int service, int replica)
    {
        Recorder?.Add(new StepEvent
        {
            Nanoseconds = Now,
            Kind = kind,
            Agent = -1,
            Request = -1,
            Attempt = 0,
            Service = service,
            Replica = replica,
            Operation = -1,
            Step = 0,
            Boundary = -1,
            Key = -1,
            Value = 0,
            Anomaly = null,
        });
    }
}

/// <summary>Whose an event is: the kind stands above the number, so that events of one kind and time come in the order of numbers.</summary>
internal static class EventId
{
    public const int Attempt = 0;
    public const int Lease = 1;
    public const int Fault = 2;
    public const int Agent = 3;
    public const int Timer = 4;
    public const int Sale = 5;

    private const int Shift = 27;

    public static int Of(int kind, int number) => (kind << Shift) | number;

    public static int Kind(int id) => id >> Shift;

    public static int Number(int id) => id & ((1 << Shift) - 1);
}
