using Lab.Chaos.Reports.Page.Charts;
using Lab.Chaos.Reports.Page.Evidence;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>Latency and rate over the time of the run.</summary>
internal static class Course
{
    public static Html Draw(Timeline? timeline) => timeline is null ? Html.Empty : Parts.Section("time", "What happened when?", Html.Of(
        $"""
        <p class="soft">Seconds since the first request. Above: latency from when a request was due, ms, logarithmic. Below: answers a second.</p>
        {TimeChart.Draw("Latency and rate over the run", timeline)}
        """));
}
