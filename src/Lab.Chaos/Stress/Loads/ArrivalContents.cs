using System.Text;
using System.Text.Json;

namespace Lab.Chaos.Stress.Loads;

/// <summary>
/// What the n-th arrival of a load sends: its session, its key, ids and trace of each of its requests. Decided by its number alone, whoever drives
/// the load and whatever became of the arrivals before.
/// </summary>
internal sealed class ArrivalContents(LoadPlan plan)
{
    /// <summary>Of one session.</summary>
    public const int MostSteps = 64;

    private readonly byte[] _load = Encoding.ASCII.GetBytes(plan.Id);
    private readonly byte[][] _keys = [.. plan.Keys.Select(Encoding.ASCII.GetBytes)];
    private readonly IndexedChance _traces = IndexedChance.Of(plan.Seed, $"load/traces/{plan.Keys[0]}");
    private readonly IndexedChance _keyChance = IndexedChance.Of(plan.Seed, "load/keys");
    private readonly IndexedChance _sessionChance = IndexedChance.Of(plan.Seed, "load/sessions");
    private readonly Popularity _sessions = Popularity.Of(plan.Sessions.Select(session => session.Weight));

    public int Session(int number) => plan.Sessions.Count == 1 ? 0 : _sessions.At(_sessionChance.Share(number));

    public int Key(int number) => _keys.Length == 1 ? 0 : plan.KeyPopularity.At(_keyChance.Share(number));

    public RequestValues Values(int number, int step, int process, int key, string?[] captured) => new()
    {
        Key = _keys[key],
        Load = _load,
        Number = number,
        Step = step,
        Process = process,
        Trace = TraceOf(_traces, number, step),
        Captured = captured,
    };

    /// <summary>The trace id that was sent with a request.</summary>
    public static string TraceIdOf(in IndexedChance traces, int number, int step) => TraceOf(traces, number, step).TraceId;

    /// <summary>Keeps what later steps need of an answer; false when it is not all there.</summary>
    public static bool Capture(LoadStep step, Reply? reply, string?[] captured)
    {
        if (step.Captures.Count == 0)
        {
            return true;
        }

        try
        {
            using var document = JsonDocument.Parse(reply!.Body);
            foreach (var capture in step.Captures)
            {
                captured[capture.Slot] = capture.Path.Find(document.RootElement);
            }

            return step.Captures.All(capture => captured[capture.Slot] is not null);
        }
        catch (JsonException)
        {
            return false;   // as if it held nothing: told in the report
        }
    }

    private static TraceParent TraceOf(in IndexedChance traces, int number, int step) => TraceParent.Of(traces, ((long)number * MostSteps) + step);
}
