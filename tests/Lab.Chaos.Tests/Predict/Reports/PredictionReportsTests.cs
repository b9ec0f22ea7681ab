using System.Globalization;
using System.Xml.Linq;
using Lab.Chaos.Cli;
using Lab.Chaos.Predict;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Reports;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Predict.Reports;

/// <summary>What people read: the table, the tree, the picture, the comparison.</summary>
public sealed class PredictionReportsTests
{
    private static readonly Prediction Naive = Predict();

    [Fact]
    public void None_of_n_is_never_printed_as_zero_percent()
    {
        var text = Terminal.Draw(console => PredictionText.Write(Naive, 2, console));

        Assert.DoesNotContain(" 0 %", text, StringComparison.Ordinal);
        Assert.Contains("0 of 60, at most 6 %", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tree_shows_every_boundary_once_with_its_heat()
    {
        Assert.Equal(
            [
                "[bold]Heat[/] (attention; the hottest boundary is full)",
                "shop",
                "├─ [grey]░░░░░░░░░░[/] payments     [grey]#2, none seen[/]",
                $"└─ [red]██████████[/] redis        [grey]#1, up to {Lab.Chaos.Statistics.Percent.Text(Naive.Boundaries[0].WorstPerRequest)} of requests[/]",
            ],
            HeatMapText.Lines(Naive));
    }

    [Fact]
    public void No_label_of_the_picture_covers_another_or_a_service()
    {
        var boxes = XDocument.Parse(HeatMapSvg.Draw(Wide())).Descendants()
            .Where(element => element.Name.LocalName == "rect" && element.Attribute("class")?.Value is "label" or "node")
            .Select(rect => (X: Number(rect, "x"), Y: Number(rect, "y"), Width: Number(rect, "width"), Height: Number(rect, "height")))
            .ToList();

        Assert.Equal(7 + 8, boxes.Count);
        for (var one = 0; one < boxes.Count; one++)
        {
            foreach (var other in boxes.Skip(one + 1))
            {
                var apart = boxes[one].X + boxes[one].Width <= other.X || other.X + other.Width <= boxes[one].X
                    || boxes[one].Y + boxes[one].Height <= other.Y || other.Y + other.Height <= boxes[one].Y;
                Assert.True(apart, $"{boxes[one]} covers {other}");
            }
        }
    }

    [Fact]
    public void A_what_if_speaks_of_a_difference_only_where_the_intervals_do()
    {
        Assert.Equal("no difference shown", SideBySide.Change(Arm(10, 100), Arm(14, 100)));
        Assert.Equal("4.0 times less", SideBySide.Change(Arm(80, 100), Arm(20, 100)));
        Assert.Equal("4.0 times more", SideBySide.Change(Arm(20, 100), Arm(80, 100)));
        Assert.Equal("at least 20 times less", SideBySide.Change(Arm(80, 100), Arm(0, 100)));
    }

    [Fact]
    public void A_prediction_reads_back_as_it_was_written()
    {
        var file = PredictionFile.Of(Naive);

        var again = System.Text.Json.JsonSerializer.Deserialize<PredictionFile>(file.ToJson(), Lab.Chaos.Journals.JournalJson.Options)!;

        Assert.Equal(file.ToJson(), again.ToJson());
    }

    // Every boundary of seven services in three layers, one of which skips the middle.
    private static Prediction Wide()
    {
        string[] names = ["a -> b", "a -> c", "b -> d", "b -> e", "c -> d", "c -> f", "c -> g", "a -> d"];
        return Naive with
        {
            Boundaries = [.. names.Select((name, i) => Naive.Boundaries[i % 2] with { Boundary = name, Rank = i + 1 })],
        };
    }

    private static double Number(XElement rect, string name) => double.Parse(rect.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static VolleyForecast Arm(int violated, int volleys) => VolleyForecast.Of(
        Alignment.Unaligned,
        new VolleyPlan(20, TimeSpan.FromMilliseconds(100), Alignment.Unaligned, 5),
        [.. Enumerable.Range(0, volleys).Select(volley => volley < violated ? 1L : 0L)],
        new Seed(1));

    private static Prediction Predict() =>
        Predictor.Predict(SmallShop.Naive, SmallShop.Plan with { SearchesThresholds = false }, 2, new NoProgress(), CancellationToken.None);
}
