namespace Lab.Chaos.Fuzz.Rules;

/// <summary>
/// What the scenario sends to one operation is plausible for others too: the event id of <c>PUT /events/{key}</c> for
/// <c>POST /events/{id}/reservations</c>, and a header or field by its name. Without this most requests would stop at "no such event".
/// </summary>
internal sealed class LentExamples(IReadOnlyList<FuzzOperation> lenders)
{
    public FuzzOperation To(FuzzOperation operation) => operation with
    {
        Path = [.. operation.Path.Select((part, index) => part.Rule is { } rule ? part with { Rule = InPath(operation, index) ?? ByName(rule) } : part)],
        Query = [.. operation.Query.Select(ByName)],
        Headers = [.. operation.Headers.Select(ByName)],
        Body = operation.Body is { } body ? body with { Fields = [.. body.Fields.Select(ByName)] } : null,
    };

    // The same service and the same text up to there.
    private FieldRule? InPath(FuzzOperation operation, int index) => lenders
        .Where(lender => lender.Service == operation.Service && lender.Path.Count > index
            && lender.Path.Take(index).Zip(operation.Path).All(pair => pair.First.Text == pair.Second.Text))
        .Select(lender => lender.Path[index].Rule?.Value.Example)
        .FirstOrDefault(example => example is not null) is { } found
            ? operation.Path[index].Rule! with { Value = operation.Path[index].Rule!.Value with { Example = found } }
            : null;

    private FieldRule ByName(FieldRule rule) => rule.Value.Example is not null ? rule
        : lenders.SelectMany(lender => lender.Fields())
            .Select(field => field.Rule)
            .FirstOrDefault(lent => lent.Value.Example is not null && lent.Value.Type == rule.Value.Type
                && lent.Name.Equals(rule.Name, StringComparison.OrdinalIgnoreCase) && rule.Name != "id") is { } found
            ? rule with { Value = rule.Value with { Example = found.Value.Example } }
            : rule;
}
