using Lab.Chaos.Checks;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Scores;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Chaos.Tests.Checks;
using Lab.Chaos.Tests.Histories;
using Lab.Chaos.Tests.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Predict.Scores;

/// <summary>Predicted against measured, next to two baselines.</summary>
public sealed class ScoresTests
{
    private static readonly Scenario Ticketing = ScenarioReader.Read(Repository.Scenario("ticketing/scenario.yaml"));

    [Fact]
    public void A_prediction_inside_the_measured_interval_is_within()
    {
        var score = ArmScore.Of(Forecast(310, 1000), Summary(12, 30));

        Assert.True(score.Within);
        Assert.Equal(0.31 / 0.4, score.Factor, 12);
    }

    [Fact]
    public void A_prediction_outside_it_is_off_by_a_factor_in_a_direction()
    {
        var score = ArmScore.Of(Forecast(50, 1000), Summary(12, 30));

        Assert.False(score.Within);
        Assert.Equal(8, score.FactorOff, 12);
        Assert.True(score.Factor < 1);
    }

    [Fact]
    public void None_seen_on_one_side_still_gives_a_finite_factor()
    {
        var score = ArmScore.Of(Forecast(0, 1000), Summary(12, 30));

        Assert.Equal(12.5 / 31 / (0.5 / 1001), score.FactorOff, 9);
    }

    [Fact]
    public void None_predicted_and_none_measured_agree()
    {
        Assert.True(ArmScore.Of(Forecast(0, 1000), Summary(0, 30)).Within);
    }

    [Fact]
    public void A_violated_count_in_redis_tells_the_boundary_that_takes_from_it()
    {
        var score = Score(["sold-within-capacity", "stock-never-negative"], ["inventory -> redis", "inventory -> postgres"], ["inventory -> postgres", "inventory -> redis"]);

        Assert.Equal(("inventory -> redis", 1, 2, 1.5), (score.Broken, score.Rank, score.MostWrittenRank, score.RandomRank));
    }

    [Fact]
    public void Violated_rows_alone_do_not_tell_and_so_give_no_rank()
    {
        var score = Score(["sold-within-capacity"], ["inventory -> redis", "inventory -> postgres"], ["inventory -> postgres", "inventory -> redis"]);

        Assert.Equal((null, null, null, "inventory -> redis"), (score.Broken, score.Rank, score.RandomRank, score.Hotspot));
    }

    [Fact]
    public void Arms_under_a_fault_are_not_scored()
    {
        var score = Score([], ["inventory -> redis"], ["inventory -> redis"]);

        Assert.Equal(["volley"], score.Arms.Select(arm => arm.Condition));
    }

    [Fact]
    public void Over_runs_ranks_and_factors_add_up_beside_the_baselines()
    {
        var told = Score(["stock-never-negative"], ["inventory -> redis", "inventory -> postgres"], ["inventory -> postgres", "inventory -> redis"]);
        var untold = Score([], ["inventory -> redis", "inventory -> postgres"], ["inventory -> postgres", "inventory -> redis"]);
        var board = new Scoreboard { Runs = [new("1", "ticketing", told), new("2", "ticketing", told), new("3", "ticketing", untold)] };

        Assert.Equal((2, 2, 0, 1.0), (board.Told, board.RankedFirst, board.MostWrittenFirst, board.RandomFirst));
        Assert.Equal((1.0, 2.0, 1.5), (board.MeanRank, board.MeanMostWrittenRank, board.MeanRandomRank));
        Assert.Equal((3, 3), (board.Arms, board.Within));
    }

    [Fact]
    public void Journals_from_before_predictions_are_read_and_not_counted()
    {
        using var folder = new TempFolder();
        Journal(folder, "old", """{ "format": 1, "run": "old", "scenario": "ticketing", "arms": [] }""");

        var problem = Assert.Throws<LabException>(() => Scoreboard.Read(folder.Path));

        Assert.Equal($"No run under '{folder.Path}' has a prediction to score. Make one: ./lab hunt ticketing.", problem.Message);
    }

    [Fact]
    public void A_folder_of_runs_is_read_oldest_first_and_damaged_ones_are_left_out()
    {
        using var folder = new TempFolder();
        var score = System.Text.Json.JsonSerializer.Serialize(Score([], ["inventory -> redis"], []), Lab.Chaos.Journals.JournalJson.Options);
        Journal(folder, "2026-b", $$"""{ "run": "2026-b", "scenario": "ticketing", "predicted": {{score}} }""");
        Journal(folder, "2026-a", $$"""{ "run": "2026-a", "scenario": "ticketing", "predicted": {{score}} }""");
        Journal(folder, "2026-c", "{ cut");

        Assert.Equal(["2026-a", "2026-b"], Scoreboard.Read(folder.Path).Runs.Select(run => run.Run));
    }

    private static void Journal(TempFolder folder, string run, string text)
    {
        Directory.CreateDirectory(folder.File(run));
        File.WriteAllText(Path.Combine(folder.File(run), "journal.json"), text);
    }

    private static PredictionScore Score(IReadOnlyList<string> broken, IReadOnlyList<string> ranked, IReadOnlyList<string> mostWritten)
    {
        var prediction = Prediction(ranked, mostWritten);
        return PredictionScore.Of(PredictionFile.Of(prediction), Ticketing, [Report("volley", broken), Report("kill-after-commit", broken)])!;
    }

    private static ArmReport Report(string condition, IReadOnlyList<string> broken)
    {
        var volleys = Judged.Selling("naive", condition, [2, 2]);
        return new ArmReport
        {
            Summary = Judged.Summary("naive", condition, volleys),
            Spread = VolleySpread.Of([.. volleys[0].Operations]),
            Evidence = [],
            Broken = broken,
        };
    }

    private static Prediction Prediction(IReadOnlyList<string> ranked, IReadOnlyList<string> mostWritten) => new()
    {
        Scenario = "ticketing",
        Variant = "naive",
        WhatIf = [],
        Seed = 1,
        Agents = 1,
        Cycles = 1,
        Numbers = [],
        Crowd = new CrowdSummary
        {
            Worlds = 1,
            Steps = 1,
            Requests = 1,
            Ok = 1,
            Refused = 0,
            TimedOut = 0,
            Lost = 0,
            Retries = 0,
            Violated = 0,
            VirtualSeconds = 1,
            P50 = null,
            P99 = null,
            ProcessorsBusy = new Dictionary<string, double>(),
        },
        Volleys = [Forecast(1000, 1000) with { Alignment = Alignment.Aligned }],
        Boundaries = [.. ranked.Select(Boundary)],
        Hotspot = new Hotspot(ranked[0], "stock:{key}", 200, TimeSpan.FromMilliseconds(500), null),
        MostWritten = mostWritten,
    };

    private static BoundaryForecast Boundary(string name, int place) => new()
    {
        Rank = place + 1,
        Boundary = name,
        Attention = new Attention(new Volatility { Rate = 0, AtTwiceTheLoad = 0, AtTwiceTheLatency = 0, Deviation = 0 }, 0),
        Anomalies = new Dictionary<Anomaly, long>(),
        Requests = 1,
        Violated = 0,
        Volleys = [],
        Thresholds = [],
        Window = null,
        Hazards = [],
        Incidents = [],
        Witness = null,
    };

    private static VolleyForecast Forecast(int violated, int volleys) => VolleyForecast.Of(
        Alignment.Unaligned,
        new VolleyPlan(200, TimeSpan.FromMilliseconds(500), Alignment.Unaligned, 50),
        [.. Enumerable.Range(0, volleys).Select(volley => volley < violated ? 1L : 0L)],
        new Seed(1));

    private static ArmSummary Summary(int violated, int counted)
    {
        var volleys = Judged.Selling("naive", "unaligned", [.. Enumerable.Range(0, counted).Select(volley => volley < violated ? 2 : 1)]);
        return Judged.Summary("naive", "unaligned", volleys);
    }
}
