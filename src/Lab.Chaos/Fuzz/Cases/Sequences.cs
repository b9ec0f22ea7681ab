using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Cases;

/// <summary>
/// What comes after a request: the same again, and reads of what it made, with values of its answer fed forward.
/// <code>POST /orders -> 201 {"orderId":7} -> GET /orders/{answer:0:orderId}</code>
/// </summary>
internal static class Sequences
{
    private const double RepeatShare = 0.5;

    public static IReadOnlyList<FuzzStep> Around(FuzzStep step, IReadOnlyList<FuzzOperation> all, Plausible plausible, Random chance)
    {
        List<FuzzStep> steps = [step];
        if (step.Operation.Method != "GET" && chance.NextDouble() < RepeatShare)
        {
            steps.Add(step with { IsRepeat = true });
        }

        steps.AddRange(all
            .Where(operation => operation.Method == "GET" && operation != step.Operation)
            .Select(read => Read(read, step, plausible))
            .OfType<FuzzStep>());
        return steps;
    }

    /// <summary>The read with what it needs of the first answer; null when the answer does not have it.</summary>
    private static FuzzStep? Read(FuzzOperation read, FuzzStep made, Plausible plausible)
    {
        var draft = Drafts.Of(read, plausible);
        var fed = false;
        foreach (var part in read.Path.Where(part => part.Rule is not null))
        {
            var field = new FieldPath(FieldPlace.Path, "").Child(part.Rule!.Name);
            if (Source(read, part.Rule.Name, made.Operation.Answers?.SuccessFields() ?? []) is { } name)
            {
                draft = draft.With(field, new JsonString($"{{answer:0:{name}}}"));
                fed = true;
            }
            else if (read.Service == made.Operation.Service && Drafts.Find(made.Draft, field) is { } same)
            {
                draft = draft.With(field, same);   // PUT /events/{id}, GET /events/{id}
                fed = true;
            }
        }

        return fed ? new FuzzStep { Operation = read, Baseline = draft, Mutations = [] } : null;
    }

    /// <summary>Which field of an answer is meant by <c>/orders/{id}</c>: <c>orderId</c>, then <c>id</c>.</summary>
    private static string? Source(FuzzOperation read, string name, IReadOnlyList<string> fields)
    {
        var index = read.Path.ToList().FindIndex(part => part.Rule?.Name == name);
        var noun = index > 0 && read.Path[index - 1].Text is { Length: > 1 } plural ? plural.TrimEnd('s') : "";
        return fields.FirstOrDefault(field => field.Equals(noun + name, StringComparison.OrdinalIgnoreCase))
            ?? (name.Equals("id", StringComparison.OrdinalIgnoreCase) && noun.Length > 0 && fields.Any(field => field.EndsWith("Id", StringComparison.Ordinal))
                ? null   // it has ids, but of something else
                : fields.FirstOrDefault(field => field.Equals(name, StringComparison.OrdinalIgnoreCase)));
    }
}
