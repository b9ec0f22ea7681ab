using System.Text.Json;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;
using Lab.Chaos.Fuzz.Running;

namespace Lab.Chaos.Fuzz.Oracles;

/// <summary>
/// The answer is one that the OpenAPI document declares, with a body of the declared shape. Servers answer what they cannot even read
/// before an operation is chosen: of such statuses no document speaks.
/// </summary>
internal static class DocumentedAnswers
{
    public const string Name = "documented";

    private static readonly int[] BeforeAnyOperation = [400, 404, 405, 408, 411, 414, 417, 426, 431, 501, 505];

    public static readonly Oracle Oracle = new(
        Name,
        "Every answer has a status that the OpenAPI document declares, and the body it declares for it.",
        (trial, _) => trial.Steps
            .Where(step => step.Step.Operation.Answers is not null && !ChangesPath(step))
            .SelectMany(step => step.Exchanges
                .Where(one => one.Answer is { IsWhole: true, Status: < 500 })   // those that are none are another oracle's
                .Select(one => (Answer: one.Answer, Problem: Problem(one.Answer, step.Step.Operation.Answers!)))
                .Where(one => one.Problem is not null)
                .DistinctBy(one => one.Answer.Status)
                .Select(one => new Breach
                {
                    Oracle = Name,
                    Operation = step.Step.Operation.Name,
                    Sign = $"{one.Answer.Status}",
                    Sentence = $"{step.Step.Operation.Name} answered {one.Answer}, but {one.Problem}.",
                })));

    /// <summary>What the document says against the answer; null when nothing.</summary>
    public static string? Problem(Answer answer, AnswerRules rules)
    {
        var reply = answer.Reply!;
        if (rules.For(answer.Status) is not { } declared)
        {
            return reply.Body.IsEmpty && BeforeAnyOperation.Contains(answer.Status) ? null : $"the document does not declare status {answer.Status}";
        }

        if (!declared.TryGetProperty("content", out var content) || (reply.Body.IsEmpty && BeforeAnyOperation.Contains(answer.Status)))
        {
            return null;
        }

        var type = reply.Headers.GetValueOrDefault("Content-Type", "").Split(';')[0].Trim();
        if (!content.EnumerateObject().Any(one => one.Name.Equals(type, StringComparison.OrdinalIgnoreCase)))
        {
            return $"the document declares {string.Join(" or ", content.EnumerateObject().Select(one => one.Name))} and not '{type}'";
        }

        var media = content.EnumerateObject().First(one => one.Name.Equals(type, StringComparison.OrdinalIgnoreCase)).Value;
        return media.TryGetProperty("schema", out var schema) && type.Contains("json", StringComparison.OrdinalIgnoreCase)
            ? Problem(reply.Body, rules.Document, schema) : null;
    }

    private static string? Problem(ReadOnlyMemory<byte> body, JsonElement document, JsonElement schema)
    {
        try
        {
            using var value = JsonDocument.Parse(body);
            return SchemaCheck.Problem(value.RootElement, schema, document);
        }
        catch (JsonException)
        {
            return "its body is no JSON";
        }
    }

    // Another path may lead to another operation, or to none.
    private static bool ChangesPath(StepTrial step) => step.Step.Mutations.Any(mutation => mutation.Field.Place == FieldPlace.Path);
}
