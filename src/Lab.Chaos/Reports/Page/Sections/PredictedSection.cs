using Lab.Chaos.Journals;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Reports;
using Lab.Chaos.Predict.Scores;
using Lab.Chaos.Reports.Page.Charts;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>What was predicted before anything was measured, against what came out; the graph with its hot boundaries.</summary>
internal static class PredictedSection
{
    public static Html Draw(Journal journal, IReadOnlyList<Prediction> predictions) => journal.Predicted is null && predictions.Count == 0
        ? Html.Empty
        : Parts.Section("predict", "Did the prediction come true?", Html.Of(
            $"""
            {(journal.Predicted is { } score ? Scored(score) : Html.Empty)}
            {predictions.Take(1).Select(HeatMap)}
            """));

    private static Html Scored(PredictionScore score) => Html.Of(
        $"""
        <p>{ScoreText.Ranked(score)}.</p>
        {(score.Arms.Count == 0 ? Html.Empty : Html.Of(
            $"""
            {Parts.Key(("predicted", "predicted"), ("measured", "measured"))}
            <table class="rows predicted" role="table"><caption>Share of volleys violated, predicted and measured, each with its 95 % interval</caption>
            <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">arm</th><th scope="col" role="columnheader" class="chart"><span class="sr">share of volleys violated</span>{IntervalBar.Axis()}</th><th scope="col" role="columnheader">predicted (95 %)</th><th scope="col" role="columnheader">measured (95 %)</th><th scope="col" role="columnheader">the prediction was</th></tr></thead>
            <tbody role="rowgroup">{score.Arms.Select(Row)}</tbody></table>
            """))}
        """);

    private static Html Row(ArmScore arm) => Html.Of(
        $"""
        <tr role="row"><th scope="row" role="rowheader"><b>{arm.Variant}</b> <span>{arm.Condition}</span></th>
        <td role="cell" class="chart">{IntervalBar.Pair((arm.Predicted, arm.PredictedInterval), (arm.Measured, arm.MeasuredInterval), $"{arm.Variant}, {arm.Condition}: predicted {ScoreText.Predicted(arm)}, measured {ScoreText.Measured(arm)}")}</td>
        <td role="cell" data-label="predicted">{Parts.Stacked(ScoreText.Predicted(arm), " (")}</td><td role="cell" data-label="measured">{Parts.Stacked(ScoreText.Measured(arm), " (")}</td><td role="cell" data-label="the prediction was">{ScoreText.Outcome(arm)}{ScoreText.Saturated(arm)}</td></tr>

        """);

    private static Html HeatMap(Prediction prediction) => Html.Of(
        $"""
        <h3>{prediction.Title}</h3><p class="soft">{PredictionText.Headline(prediction)}</p>
        {Parts.Wide($"Heat map of {prediction.Title}", new Html(HeatMapSvg.Inside(prediction)))}
        <details><summary>The ranking as a table</summary>{Parts.Table(
            "Boundaries, where to look first at the top", ["boundary", ">rank", ">attention", ">highest share of requests violated"],
            prediction.Boundaries.Select(boundary => (IReadOnlyList<Html>)[Parts.Text(boundary.Boundary), Html.Of($"{boundary.Rank}"), Parts.Text(RateText.Number(boundary.Attention.Value)), Parts.Text(RateText.Share(boundary.WorstPerRequest))]))}</details>
        """);
}
