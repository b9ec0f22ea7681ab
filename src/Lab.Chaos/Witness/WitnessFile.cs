using System.Text.Json;
using Lab.Chaos.Collect.Storing;
using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Witness;

/// <summary><c>witness.json</c> of a run: of each arm that was violated the most telling witness that its traces yield.</summary>
internal static class WitnessFile
{
    /// <summary>A witness needs not be looked for in every volley of an arm that is nearly always violated.</summary>
    private const int VolleysLookedAt = 5;

    /// <summary>Finds the witnesses and writes them; without spans there are none, and no file.</summary>
    /// <param name="run">Where spans.jsonl is.</param>
    /// <param name="scenario">As it was in that run.</param>
    /// <param name="arms">Of each violated arm its violated volleys; no more of them are asked for than are looked at.</param>
    public static IReadOnlyList<WitnessTimeline> Write(RunFolder run, Scenario scenario, IEnumerable<IEnumerable<VolleyHistory>> arms)
    {
        using var spans = SpanIndex.Open(Path.Combine(run.Path, SpanIndex.FileName));
        if (spans is null)
        {
            return [];
        }

        var builder = new WitnessBuilder(scenario, spans.Trace);
        List<WitnessTimeline> witnesses =
        [
            .. arms.Select(arm => builder.Of(arm.Take(VolleysLookedAt))).OfType<WitnessTimeline>(),
        ];
        if (witnesses.Count > 0)
        {
            File.WriteAllText(Path.Combine(run.Path, WitnessTimeline.FileName), JsonSerializer.Serialize(witnesses, JournalJson.Options));
        }

        return witnesses;
    }
}
