using System.Globalization;

namespace Lab.Chaos.Witness;

/// <summary>
/// A witness in columns, one for each operation; what decides is marked.
/// <code>
///     ms  19b5-22-51                                      19b5-22-57
///   0.41  inventory-1: GET stock:19b5-22 = 1          &lt;-
///   0.52                                                  inventory-3: GET stock:19b5-22 = 1          &lt;-
/// </code>
/// </summary>
internal static class WitnessText
{
    private const int Most = 64;

    /// <summary>The lines, without colours.</summary>
    public static IEnumerable<string> Lines(WitnessTimeline witness)
    {
        yield return witness.Sentence;
        var operations = witness.Steps.Select(step => step.Operation).Distinct().ToList();
        var widths = operations.Select(operation => Math.Max(operation.Length, witness.Steps.Where(step => step.Operation == operation).Max(step => Cell(step).Length)) + 2).ToList();
        yield return $"{"ms",9}  {string.Concat(operations.Select((operation, n) => operation.PadRight(widths[n])))}".TrimEnd();
        foreach (var step in witness.Steps)
        {
            var before = new string(' ', widths.Take(operations.IndexOf(step.Operation)).Sum());
            yield return $"{step.StartMs.ToString("0.000", CultureInfo.InvariantCulture),9}  {before}{Cell(step)}";
        }

        yield return $"Traces: {string.Join(", ", witness.TraceIds)}";
    }

    private static string Cell(WitnessStep step)
    {
        var text = step.Kind switch
        {
            "request" => $"-> {step.Target}: {step.Label}",
            "call" => $"{step.Lane} -> {step.Target}: {step.Label}",
            _ => $"{step.Lane}: {step.Label}",
        };
        return (text.Length > Most ? text[..(Most - 1)] + "…" : text) + (step.IsDecisive ? " <-" : "");
    }
}
