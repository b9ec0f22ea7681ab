using Lab.Chaos.Journals;
using Lab.Chaos.Reports.Page.Charts;
using Lab.Chaos.Reports.Page.Evidence;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>How far apart the requests of a volley really were, at three places on their way.</summary>
internal static class Spreads
{
    public static Html Draw(Journal journal, IReadOnlyList<ArmSpreads> spreads)
    {
        if (spreads.All(arm => arm.Sent.Count + arm.Received.Count + arm.FirstRead.Count == 0))
        {
            return Html.Empty;
        }

        var scale = Scale.Logarithmic(spreads.SelectMany(arm => arm.Sent.Concat(arm.Received).Concat(arm.FirstRead)));
        return Parts.Section("spread", "How far apart were the requests of a volley?", Html.Of(
            $"""
            {Parts.Key(("sent", "handed to the operating system"), ("received", "first middleware of the service"), ("first-read", "first read of the contended key"))}
            <table class="rows spreads" role="table"><caption>p95 - p5 of each volley, ms, logarithmic; medians in words</caption>
            <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">arm</th><th scope="col" role="columnheader" class="chart"><span class="sr">spread of each volley</span>{Strip.Axis(scale, "ms")}</th><th scope="col" role="columnheader" class="n">sent</th><th scope="col" role="columnheader" class="n">received</th><th scope="col" role="columnheader" class="n">first read</th></tr></thead>
            <tbody role="rowgroup">{spreads.Select(arm => Row(arm, scale))}</tbody></table>
            {(JournalText.Entry(journal) is { } entry ? Html.Of($"""<p class="soft">{entry}</p>""") : Html.Empty)}
            """));
    }

    private static Html Row(ArmSpreads arm, Scale scale) => Html.Of(
        $"""
        <tr role="row"><th scope="row" role="rowheader"><b>{arm.Variant}</b> <span>{arm.Condition}</span></th>
        <td role="cell" class="chart">{Strip.Draw(scale, [("sent", arm.Sent), ("received", arm.Received), ("first-read", arm.FirstRead)], $"{arm.Variant}, {arm.Condition}: median spread sent {Median(arm.Sent)}, received {Median(arm.Received)}, first read {Median(arm.FirstRead)}")}</td>
        <td role="cell" class="n" data-label="sent">{Median(arm.Sent)}</td><td role="cell" class="n" data-label="received">{Median(arm.Received)}</td><td role="cell" class="n" data-label="first read">{Median(arm.FirstRead)}</td></tr>

        """);

    private static string Median(IReadOnlyList<double> milliseconds) =>
        ArmCells.Milliseconds(milliseconds.Count == 0 ? null : TimeSpan.FromMilliseconds(Quantiles.Median(milliseconds)));
}
