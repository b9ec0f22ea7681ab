using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>
/// Why a boundary stands where it stands: <c>attention = V (1 + w)</c>, where w is its share of the weight of all incidents. An incident
/// can at most double the attention, and never changes a rate.
/// </summary>
/// <param name="Volatility">V and its parts.</param>
/// <param name="IncidentShare">w, 0 to 1.</param>
internal sealed record Attention(Volatility Volatility, double IncidentShare)
{
    public double Value => Volatility.Value * (1 + IncidentShare);
}

/// <summary>
/// Boundaries in the order in which to look at them. Those that never misbehaved come after those that did: first those with the more
/// static hazards, then those with the more incidents, then as the file lists them.
/// </summary>
internal static class Ranking
{
    /// <summary>Places in the model, with what put them there.</summary>
    /// <param name="model">Its boundaries and incidents.</param>
    /// <param name="volatilities">One a boundary, in the model's order.</param>
    /// <param name="hazards">Number of static hazards, one a boundary.</param>
    public static IReadOnlyList<(int Boundary, Attention Attention)> Of(
        SystemModel model, IReadOnlyList<Volatility> volatilities, IReadOnlyList<int> hazards)
    {
        var shares = IncidentShares(model);
        return
        [
            .. Enumerable.Range(0, model.Boundaries.Count)
                .Select(boundary => (Boundary: boundary, Attention: new Attention(volatilities[boundary], shares[boundary])))
                .OrderByDescending(place => place.Attention.Value)
                .ThenByDescending(place => hazards[place.Boundary])
                .ThenByDescending(place => place.Attention.IncidentShare)
                .ThenBy(place => place.Boundary),
        ];
    }

    /// <summary>Weight of an incident: 1, 2 or 4 by severity, halved for each year before the newest.</summary>
    private static double[] IncidentShares(SystemModel model)
    {
        var weights = new double[model.Boundaries.Count];
        foreach (var incident in model.Incidents)
        {
            var boundary = model.Boundaries.Index().Where(known => known.Item == incident.Boundary).Select(known => known.Index).DefaultIfEmpty(-1).First();
            if (boundary >= 0)
            {
                weights[boundary] += Weight(incident, model.Incidents.Max(other => other.Date));
            }
        }

        var all = weights.Sum();
        return all == 0 ? weights : [.. weights.Select(weight => weight / all)];
    }

    private static double Weight(Incident incident, DateOnly newest)
    {
        var severity = incident.Severity switch
        {
            Severity.Low => 1,
            Severity.Medium => 2,
            Severity.High => 4,
            _ => throw new System.Diagnostics.UnreachableException($"{incident.Severity} is no severity."),
        };
        return severity * Math.Pow(0.5, (newest.DayNumber - incident.Date.DayNumber) / 365.25);
    }
}
