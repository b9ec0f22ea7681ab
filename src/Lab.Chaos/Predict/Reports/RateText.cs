using System.Globalization;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Predict.Reports;

/// <summary>Predicted rates in words. None of n never reads as plain "0 %".</summary>
internal static class RateText
{
    /// <summary><c>400 of 1000, 40 % (37 to 43.1 %)</c>, or <c>0 of 1000, at most 0.37 %</c>.</summary>
    public static string PerVolley(VolleyForecast arm) => arm.Violated == 0
        ? $"0 of {arm.Volleys}, at most {Percent.Text(arm.PerVolleyInterval.Upper)}"
        : $"{arm.Violated} of {arm.Volleys}, {Percent.Text(arm.PerVolley)} ({Percent.Text(arm.PerVolleyInterval)})";

    /// <summary><c>0.27 % (0.13 to 0.43 %)</c>, or <c>none of 200000</c>.</summary>
    public static string PerRequest(VolleyForecast arm) => arm switch
    {
        { ViolatedRequests: 0 } => $"none of {(long)arm.Volleys * arm.Requests}",
        { PerRequestInterval: { } interval } => $"{Percent.Text(arm.PerRequest)} ({Percent.Text(interval)})",
        _ => Percent.Text(arm.PerRequest),
    };

    /// <summary>Share of the base crowds' requests.</summary>
    public static string Crowd(BoundaryForecast boundary) => boundary.Violated == 0
        ? $"none of {boundary.Requests}"
        : $"{boundary.Violated} of {boundary.Requests}, {Percent.Text(boundary.Attention.Volatility.Rate)}";

    /// <summary>A share that is meant and not measured: <c>0.1 %</c>.</summary>
    public static string Share(double rate) => Percent.Text(rate);

    /// <summary>Three significant digits; a dash for none.</summary>
    public static string Number(double value) => value == 0 ? "-" : value.ToString("0.###e0", CultureInfo.InvariantCulture) is var small && value < 0.001
        ? small
        : value.ToString("0.####", CultureInfo.InvariantCulture);

    public static string CountOrDash(int count) => count == 0 ? "-" : count.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>stale check</c> for StaleCheck.</summary>
    public static string Name(Anomaly anomaly) =>
        string.Concat(anomaly.ToString().Select((letter, i) => char.IsUpper(letter) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));
}
