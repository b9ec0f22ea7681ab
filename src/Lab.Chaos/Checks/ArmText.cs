using System.Globalization;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Checks;

/// <summary>An arm in sentences. Each names its unit; none of n never reads as plain "0 %".</summary>
internal static class ArmText
{
    extension(ArmSummary arm)
    {
        /// <summary>For example <c>naive, volley</c>.</summary>
        public string Name => $"{arm.Variant}, {arm.Condition}";

        /// <summary>
        /// <c>12 of 30 volleys, 40 % (95 %: 22.7 to 59.4 %)</c>; <c>0 of 300 volleys, at most 1.2 % (95 %)</c>; unknown volleys follow
        /// after a semicolon.
        /// </summary>
        public string ViolatedText => arm switch
        {
            { Counted: 0 } => $"no volley counts{arm.UnknownText}",
            { Violated: 0 } => $"0 of {arm.Counted} volleys, at most {Percent.Text(arm.ViolatedShare.Upper)} (95 %){arm.UnknownText}",
            _ => $"{arm.Violated} of {arm.Counted} volleys, {Percent.Text(arm.Rate!.Value)} "
                + $"(95 %: {Percent.Text(arm.ViolatedShare)}){arm.UnknownText}",
        };

        /// <summary><c>37 units oversold in 30 volleys, 1.23 per volley, 0.62 % per request (95 %: 0.41 to 0.85 %)</c>.</summary>
        public string UnitsText => arm.Units switch
        {
            { Mean: null } => "no volley counts, so no unit was counted",
            { Total: 0 } => $"no unit oversold in {arm.Counted} volleys",
            var units => $"{Number(units.Total)} units oversold in {arm.Counted} volleys, {Number(units.Mean.Value)} per volley, "
                + $"{Percent.Text(units.PerRequest!.Value)} per request"
                + (units.PerRequestInterval is { } interval ? $" (95 %: {Percent.Text(interval)})" : ""),
        };

        private string UnknownText => arm.Unknown == 0 ? "" : $"; {arm.Unknown} more unknown";

        /// <summary>
        /// Whether a clean arm excludes a rate, usually the suspect's, or how many more clean volleys would; null for an arm that is
        /// not clean, of which there is nothing to ask.
        /// </summary>
        /// <param name="rate">Share of volleys, above 0 and at most 1.</param>
        public string? Excludes(double rate)
        {
            if (!arm.IsClean)
            {
                return null;
            }

            var missing = CleanTrials.StillNeeded(rate, arm.Counted);
            return missing == 0
                ? $"{arm.Counted} clean volleys exclude a rate of {Percent.Text(rate)} of volleys; "
                    + $"{CleanTrials.Needed(rate)} were needed."
                : $"{missing} more clean volleys would exclude a rate of {Percent.Text(rate)} of volleys; "
                    + $"{CleanTrials.Needed(rate)} are needed.";
        }
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
