using Lab.Chaos.Witness;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>The smallest set of operations that shows each violation.</summary>
internal static class WitnessSection
{
    /// <summary>A reader looks at a few; the file has all.</summary>
    private const int Shown = 3;

    public static Html Draw(IReadOnlyList<WitnessTimeline> witnesses) => witnesses.Count == 0 ? Html.Empty : Parts.Section("witness", "Which requests came between each other?", Html.Of(
        $"""
        {witnesses.Take(Shown).Select(One)}
        {(witnesses.Count > Shown ? Html.Of($"""<p class="soft">{witnesses.Count - Shown} more in {WitnessTimeline.FileName}.</p>""") : Html.Empty)}
        """));

    private static Html One(WitnessTimeline witness) => Html.Of(
        $"""
        <h3>{witness.Variant}, {witness.Condition}: volley {witness.Volley}, key {witness.Key}</h3><p>{witness.Sentence}</p>
        {Parts.Wide($"Sequence diagram of volley {witness.Volley}", WitnessDiagram.Draw(witness))}
        <p class="soft">Traces: {witness.TraceIds.Select(id => Html.Of($"<code>{id}</code> "))}</p>
        <details><summary>The steps as a table</summary>{Parts.Table(
            "Steps in order, ms since the first", ["operation", "kind", "from", "to", "what", ">start", ">end"],
            witness.Steps.Select(step => (IReadOnlyList<Html>)
            [
                Parts.Text(step.Operation), Parts.Text(step.Kind), Parts.Text(step.Lane), Parts.Text(step.Target), Parts.Text(step.Label),
                Html.Of($"{step.StartMs:0.00} ms"), Html.Of($"{step.EndMs:0.00} ms"),
            ]))}</details>
        """);
}
