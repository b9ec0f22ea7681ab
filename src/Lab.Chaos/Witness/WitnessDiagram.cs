using System.Globalization;
using Lab.Chaos.Reports.Page;
using Lab.Chaos.Reports.Page.Charts;

namespace Lab.Chaos.Witness;

/// <summary>
/// A witness as a sequence diagram: a lane for each participant, time downwards, one colour and letter an operation. A read ends in a ring, a write in a
/// square. From the moment in which two operations have read the same place until the first of them writes there, the ground is shaded and says so:
/// <code>
///   client   inventory-1   inventory-2   redis
///     A ─────────>│                        │
///     B ──────────│───────────>│           │
///     │           ├── A: GET ──│──────────>○
///     │           │            ├── B: GET ─>○
///     ░░░░░░░ A and B have read redis, neither has written ░░░░░░░
///     │           ├── A: DECR ─│──────────>■
/// </code>
/// </summary>
internal static class WitnessDiagram
{
    private const int Top = 46;
    private const int LabelMost = 44;

    public static Html Draw(WitnessTimeline witness)
    {
        var time = WitnessClock.Of(witness);
        string[] lanes = [.. witness.Lanes.Select(lane => lane.Name)];
        string[] operations = [.. witness.Steps.Select(step => step.Operation).Distinct()];
        var plot = Svg.Image(
            $"Sequence diagram: {witness.Sentence}", string.Join("; ", witness.Steps.Select(step => Words(step, operations))), time.Height, "plot",
            Html.Of(
                $"""
                {(time.Danger is { } danger ? Svg.Rect(0, time.Y(danger.From) + 9, 1, time.Y(danger.To) - time.Y(danger.From) - 22, "danger") : Html.Empty)}
                {witness.Lanes.Index().Select(lane => Lane(lane.Item, X(lane.Index, lanes.Length), time.Height))}
                {witness.Steps.Where(step => lanes.Contains(step.Lane) && lanes.Contains(step.Target)).Select(step => Step(step, lanes, operations, time))}
                {(time.Danger is { } race ? Svg.Text(0.5, time.Y(race.From) + 30, Words(race, witness), "danger-words middle") : Html.Empty)}
                """));
        var clock = Svg.Silent(time.Height, "scale", Html.Join(time.Moments.Select(moment => Svg.Text(1, time.Y(moment) + 4, $"{moment.ToString("0.00", CultureInfo.InvariantCulture)} ms", "tick end"))));
        return Html.Of($"""<div class="framed sequence">{clock}{plot}</div>{Parts.Key([.. operations.Index().Select(operation => ($"op{operation.Index % 4}", $"{Letter(operation.Index)}: {operation.Item}"))])}<p class="key">○ reads ■ writes</p>""");
    }

    private static double X(int lane, int lanes) => (lane + 0.5) / lanes;

    private static string Letter(int operation) => operation < 26 ? ((char)('A' + operation)).ToString() : $"#{operation}";

    private static Html Lane(WitnessLane lane, double x, int height) => Html.Of(
        $"""{Svg.Line(x, Top - 14, x, height - 8, "lane")}{Svg.Text(x, 14, lane.Name, "lane-name middle")}{Svg.Text(x, 28, lane.Kind == lane.Name ? "" : lane.Kind, "tick middle")}""");

    private static string Words(UnwrittenReads danger, WitnessTimeline witness)
    {
        string[] operations = [.. witness.Steps.Select(step => step.Operation).Distinct()];
        var letters = danger.Operations.Select(operation => Letter(Array.IndexOf(operations, operation))).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", letters.SkipLast(1))} and {letters[^1]} have read {danger.Target}, none has written: {danger.To - danger.From:0.00} ms");
    }

    private static Html Step(WitnessStep step, string[] lanes, string[] operations, WitnessClock time)
    {
        var number = Array.IndexOf(operations, step.Operation);
        var kind = $"op{number % 4}";
        var (from, to) = (X(Array.IndexOf(lanes, step.Lane), lanes.Length), X(Array.IndexOf(lanes, step.Target), lanes.Length));
        var y = time.Y(step.StartMs);
        var label = $"{Letter(number)}: {step.Label}";
        var shown = label.Length <= LabelMost ? label : label[..(LabelMost - 1)] + "…";
        var back = step.Kind == "request"
            ? Html.Of($"""{Svg.Line(to, time.Y(step.EndMs), from, time.Y(step.EndMs), $"{kind} answer")}{Arrow(from, time.Y(step.EndMs), to < from, kind)}""")
            : Html.Empty;
        return Html.Of(
            $"""
            <g class="step {step.Kind}"><title>{Words(step, operations)}</title>{Svg.Line(from, y, to, y, $"{kind} way")}{End(step, from, to, y, kind)}{back}<text class="{kind} what {(from < to ? "end" : "start")}" x="{100 * to:0.###}%" dx="{(from < to ? -10 : 10)}" y="{y - 6:0.#}">{shown}</text></g>

            """);
    }

    private static Html End(WitnessStep step, double from, double to, double y, string kind) => step.Kind switch
    {
        "read" => Svg.Dot(to, y, 5.5, $"{kind} ring"),
        "write" => Html.Of($"""<rect class="{kind} square" x="{100 * to:0.###}%" y="{y:0.#}" width="11" height="11" transform="translate(-5.5,-5.5)"/>"""),
        _ => Arrow(to, y, from < to, kind),
    };

    // A picture within the picture, since only that can stand at a share of the width and yet have a shape in pixels.
    private static Html Arrow(double x, double y, bool pointsRight, string kind) => Html.Of(
        $"""<svg class="tip" x="{100 * x:0.###}%" y="{y:0.#}"><path class="{kind} head" d="{(pointsRight ? "M0 0L-8-4.5V4.5Z" : "M0 0L8-4.5V4.5Z")}"/></svg>""");

    private static string Words(WitnessStep step, string[] operations) => string.Create(
        CultureInfo.InvariantCulture,
        $"{step.StartMs:0.00} ms: {Letter(Array.IndexOf(operations, step.Operation))} {step.Kind} from {step.Lane} to {step.Target}: {step.Label}, done at {step.EndMs:0.00} ms");
}
