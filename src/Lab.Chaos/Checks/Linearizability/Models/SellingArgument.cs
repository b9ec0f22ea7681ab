namespace Lab.Chaos.Checks.Linearizability.Models;

/// <summary>
/// Decides a counter's history of buys and refusals without a search.
/// <para>
/// Let S be the stock; answered buys i take q(i) units and were called at a(i); unanswered buys j likewise, each of which happened or
/// did not; refusals r wanted q(r) units and were answered at d(r). Nothing puts units back, so the stock only falls. The history is
/// linearizable if and only if some set C of unanswered buys fulfils
/// </para>
/// <code>
/// (1)  sum of q(i) + sum of q(j in C) &lt;= S
/// (2)  S - sum of q(i with a(i) &lt;= d(r)) - sum of q(j in C with a(j) &lt;= d(r)) &lt; q(r)      for every refusal r
/// </code>
/// <para>
/// Necessary: C is what happened. Units that were taken were there, and never came back: (1). When r was refused, only buys that were
/// called by d(r) had happened, so at least the left side of (2) was left, and it was less than q(r).
/// Sufficient: let each buy take effect when it is called, and each refusal when it is answered, after the buys of that very moment (closed
/// intervals allow it). Each buy finds enough, because by (1) all of them together leave no less than zero; each refusal finds too little, by (2).
/// </para>
/// <para>
/// C is found by going through calls and refusals in time, with the sums that a set of unanswered buys can have reached: a buy adds its
/// units to each, a refusal strikes out those that leave too much. There are at most S - sum of q(i) + 1 different sums, and no more than one per
/// unanswered call when all want one unit; two hundred buys at once are one pass. More sums than <see cref="MostSums"/> leave it to the search.
/// </para>
/// </summary>
internal static class SellingArgument
{
    private const int MostSums = 100_000;

    /// <summary>Null when there are other calls, negative quantities, or too many sums.</summary>
    public static bool? TryDecide(long stock, IReadOnlyList<TimedCall<CounterCall>> calls)
    {
        if (stock < 0 || !calls.All(Covers))
        {
            return null;
        }

        var spare = stock - calls.Where(call => call.IsAnswered).Sum(call => call.Call is CounterCall.Buy buy ? buy.Units : 0);
        if (spare < 0)
        {
            return false;
        }

        // In time; at one moment buys come before refusals.
        var moments = calls
            .OrderBy(call => call.Call is CounterCall.SoldOut ? call.Returned : call.Invoked)
            .ThenBy(call => call.Call is CounterCall.SoldOut);
        var left = stock;
        var sums = new HashSet<long> { 0 };
        foreach (var moment in moments)
        {
            switch (moment.Call)
            {
                case CounterCall.Buy buy when moment.IsAnswered:
                    left -= buy.Units;
                    break;
                case CounterCall.Buy buy:
                    sums.UnionWith([.. sums.Select(sum => sum + buy.Units).Where(sum => sum <= spare)]);
                    break;
                case CounterCall.SoldOut refused:
                    sums.RemoveWhere(sum => left - sum >= refused.Units);
                    break;
            }

            if (sums.Count is 0 or > MostSums)
            {
                return sums.Count == 0 ? false : null;
            }
        }

        return true;
    }

    private static bool Covers(TimedCall<CounterCall> call) => call.Call switch
    {
        CounterCall.Buy { Units: >= 0 } => true,
        CounterCall.SoldOut { Units: >= 0 } => call.IsAnswered,
        _ => false,
    };
}
