using System.Text.Json.Serialization;
using Lab.Chaos.Debugging.Separation.Orders;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>How well one order of steps tells failing volleys from passing ones: it is there, or not.</summary>
internal sealed record OrderSeparation
{
    /// <summary>As people say it: <c>GET price of one request falls between SET product and DEL listing, price of one update</c>.</summary>
    public required string What { get; init; }

    /// <summary>Failing volleys in which it is so.</summary>
    public required int Failing { get; init; }

    /// <summary>Of so many.</summary>
    public required int OfFailing { get; init; }

    /// <summary>Passing volleys in which it is so.</summary>
    public required int Passing { get; init; }

    /// <summary>Of so many.</summary>
    public required int OfPassing { get; init; }

    /// <summary>Fisher's exact test, two-sided, times the number of orders and gaps that were tried (Bonferroni), at most 1.</summary>
    public required double P { get; init; }

    /// <summary>What opens the window that it speaks of; null when it speaks of none.</summary>
    public WindowTime? Window { get; init; }

    /// <summary>To look at the same volleys again.</summary>
    [JsonIgnore]
    public IStepOrder? Order { get; init; }

    /// <summary>
    /// Compares each; P is not yet corrected. Left out is what could tell nothing even at its best, because it is in nearly all volleys or in nearly none (R. E. Tarone,
    /// Biometrics 46 (1990) 515); and of those that are in exactly the same volleys all but the first, since they are one comparison.
    /// </summary>
    public static IReadOnlyList<OrderSeparation> Of(IReadOnlyList<IStepOrder> orders, IReadOnlyList<VolleySteps> failing, IReadOnlyList<VolleySteps> passing)
    {
        HashSet<string> seen = [];
        List<OrderSeparation> found = [];
        foreach (var order in orders)
        {
            bool[] fail = [.. failing.Select(order.IsIn)], pass = [.. passing.Select(order.IsIn)];
            var (failed, passed) = (fail.Count(isIn => isIn), pass.Count(isIn => isIn));
            if (Smallest(failed + passed, fail.Length, pass.Length) <= Separations.Significant && seen.Add(string.Concat(fail.Concat(pass).Select(isIn => isIn ? '1' : '0'))))
            {
                found.Add(new OrderSeparation
                {
                    What = order.Sentence,
                    Order = order,
                    Failing = failed,
                    OfFailing = fail.Length,
                    Passing = passed,
                    OfPassing = pass.Length,
                    P = FisherExact.TwoSided(new TwoByTwo(failed, fail.Length, passed, pass.Length)),
                });
            }
        }

        return found;
    }

    // The p-value if it were in failing volleys only, as far as there are so many, or in passing ones only.
    private static double Smallest(int with, int failing, int passing)
    {
        var (most, fewest) = (Math.Min(with, failing), Math.Max(0, with - passing));
        return Math.Min(
            FisherExact.TwoSided(new TwoByTwo(most, failing, with - most, passing)),
            FisherExact.TwoSided(new TwoByTwo(fewest, failing, with - fewest, passing)));
    }
}
