using System.Globalization;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>An incident in one line: <c>2026-05-14, race, high: Stadium presale sold 53 tickets for 50 seats</c>.</summary>
internal static class IncidentText
{
    public static string Of(Incident incident) =>
        $"{incident.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, {incident.Kind.ToString().ToLowerInvariant()}, "
        + incident.Severity.ToString().ToLowerInvariant()
        + (incident.Note.Length > 0 ? $": {incident.Note}" : "");
}
