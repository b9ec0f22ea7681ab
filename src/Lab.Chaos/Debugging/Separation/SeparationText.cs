using System.Globalization;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>Stage 2 for people: counts that can be checked by hand, and what was compared.</summary>
internal static class SeparationText
{
    public static IEnumerable<string> Of(Separations separated)
    {
        if (separated.AreNone)
        {
            yield return separated.Failing < 2
                ? "Too few volleys fail to be told from those that pass."
                : "Too few volleys pass to be told from those that fail. Spread them wider, or send fewer requests.";
            yield break;
        }

        yield return Compared(separated);
        OrderSeparation[] orders = [.. separated.Orders.Where(order => order.P <= Separations.Significant)];
        string[] telling =
        [
            .. orders.Select(Sentence),
            .. orders.Select(order => order.Window).OfType<WindowTime>().DistinctBy(window => (window.Kind, window.After, window.Before)).Select(Sentence),
            .. separated.Gaps.Where(gap => gap.P <= Separations.Significant).Select(Sentence),
        ];
        foreach (var sentence in telling)
        {
            yield return sentence;
        }

        if (telling.Length == 0)
        {
            var smallest = separated.Orders.Select(order => order.P).Concat(separated.Gaps.Select(gap => gap.P)).DefaultIfEmpty(1).Min();
            yield return $"None of them tells failing volleys from passing ones: the best has {Percent.P(smallest)}. More volleys may (--volleys).";
        }
    }

    // Every p-value below is already times the number tried.
    private static string Compared(Separations separated) =>
        (separated.FromSpans
            ? $"By the spans of {separated.Failing} failing and {separated.Passing} passing volleys; {separated.Tried} orders of steps and gaps between them were compared, and every p is corrected for that."
            : "No spans of its requests were collected (LAB_TRACES=off, or services that send none), so only moments that the history has were compared: sent, received, touched, answered; "
                + $"{separated.Tried} gaps, and every p is corrected for that.")
        + (separated.LeftOut == 0 ? "" : $" Left out, since spans of them are missing: {separated.LeftOut} volleys.");

    private static string Sentence(OrderSeparation order) =>
        $"In {order.Failing} of {order.OfFailing} failing volleys and {order.Passing} of {order.OfPassing} passing ones {order.What}; Fisher's exact test {Percent.P(order.P)}.";

    private static string Sentence(WindowTime window) =>
        $"Between {window.After} and {window.Before} of one {window.Kind} are {Number(window.Ms)} ms (median)"
        + (window.Steps is [] ? "." : $", of them {string.Join(", ", window.Steps.Select(step => $"{Number(step.Ms)} ms in {step.What}"))}.");

    private static string Sentence(GapSeparation gap) =>
        $"{gap.From} -> {gap.To}: {Milliseconds(gap.FailingMs)} (median) where it fails, {Milliseconds(gap.PassingMs)} where it passes; a failing volley has the shorter gap in "
        + $"{Percent.Text(gap.Auc)} of pairs, Mann-Whitney {Percent.P(gap.P)}. Up to {Number(gap.CutMs)} ms {gap.FailingBelow} of {gap.FailingBelow + gap.PassingBelow} fail, "
        + $"above {gap.FailingAbove} of {gap.FailingAbove + gap.PassingAbove}.";

    private static string Milliseconds(double? value) => value is { } number ? $"{Number(number)} ms" : "mostly none";

    private static string Number(double value) => value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
