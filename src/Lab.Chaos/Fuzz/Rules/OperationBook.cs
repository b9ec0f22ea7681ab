using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Fuzz.Rules;

/// <summary>
/// Puts together what is known of the operations.
/// <code>
/// OpenAPI documents ──┐
/// workload's requests ┼─> one operation each, with examples where the scenario sends something of that name
/// fuzz: operations:  ─┘
/// </code>
/// </summary>
internal static class OperationBook
{
    /// <param name="scenario">Examples and hints.</param>
    /// <param name="documented">Operations of the documents that were found.</param>
    /// <returns>All that may be sent, the setup included.</returns>
    /// <exception cref="LabException">A hint names a field that its operation does not have.</exception>
    public static IReadOnlyList<FuzzOperation> Of(Scenario scenario, IReadOnlyList<FuzzOperation> documented)
    {
        List<FuzzOperation> examples =
        [
            .. scenario.Workload.Setup is { } setup ? [Example(setup) with { IsSetup = true }] : Array.Empty<FuzzOperation>(),
            Example(scenario.Workload.Request) with { IsContended = true },
        ];
        var named = scenario.Fuzz.Operations
            .Select(entry => (Entry: entry, Operation: Named(entry, examples)))
            .ToList();
        examples.RemoveAll(example => named.Any(one => IsSame(one.Operation, example)));
        var merged = examples.Concat(named.Select(one => one.Operation))
            .Select(example => documented.FirstOrDefault(operation => IsSame(operation, example)) is { } found ? Merge(found, example) : example)
            .ToList();
        var lent = new LentExamples(merged);
        List<FuzzOperation> all =
        [
            .. merged.DistinctBy(operation => (operation.Method, operation.Service, operation.Template, operation.Name)),
            .. documented.Where(operation => !merged.Any(one => IsSame(operation, one))).Select(lent.To),
        ];
        var problems = new List<string>();
        foreach (var (entry, hint) in named.SelectMany(one => one.Entry.Fields.Select(hint => (one.Entry, hint))))
        {
            var index = all.FindIndex(operation => operation.Name == entry.Name);
            if (all[index].With(hint) is { } better)
            {
                all[index] = better;
                continue;
            }

            var known = all[index].Fields().Where(field => field.Path.Names.Count > 0).Select(field => string.Join('.', field.Path.Names));
            problems.Add($"'fuzz.operations.{entry.Name}.fields' names '{hint.Field}', which its request does not have. {Suggest.Among(hint.Field, [.. known])}");
        }

        return problems.Count == 0 ? all : throw new LabException(problems);
    }

    /// <summary>Those that are to be fuzzed: the one asked for, else those that the scenario names, else all.</summary>
    /// <exception cref="LabException">None has the name.</exception>
    public static IReadOnlyList<FuzzOperation> Choose(Scenario scenario, IReadOnlyList<FuzzOperation> all, string? name)
    {
        if (name is not null)
        {
            var chosen = all.Where(operation => NamesOf(operation).Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
            return chosen.Count > 0 ? chosen : throw new LabException($"Unknown operation '{name}' in scenario '{scenario.Name}'. "
                + Suggest.Among(name, [.. all.SelectMany(operation => NamesOf(operation).Skip(name.Contains(' ') ? 1 : 2)).Distinct()]));
        }

        var names = scenario.Fuzz.Operations.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        return names.Count == 0 ? all : [.. all.Where(operation => names.Contains(operation.Name))];
    }

    /// <summary>What users may call it: <c>POST checkout /orders</c>, <c>POST /orders</c>, <c>/orders</c>.</summary>
    private static IEnumerable<string> NamesOf(FuzzOperation operation) =>
        operation.Name.Contains(' ', StringComparison.Ordinal)
            ? [operation.Name, $"{operation.Method} {operation.Template}", operation.Template]
            : [$"{operation.Method} {operation.Service} {operation.Template}", $"{operation.Method} {operation.Template}", operation.Name, operation.Template];

    private static FuzzOperation Example(RequestTemplate request) => new()
    {
        Name = $"{request.Method} {request.Service} {request.Path}",
        Method = request.Method,
        Service = request.Service,
        Path = [.. request.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(PathPart)],
        Query = [.. Query(request.Path)],
        Headers = [.. request.Headers.Select(header => new FieldRule(header.Key, true, ExampleRules.OfText(header.Value)))],
        Body = request.Body is { } body ? ExampleRules.Of(body) : null,
    };

    // An operation that the workload sends too is one and not two.
    private static FuzzOperation Named(FuzzEntry entry, List<FuzzOperation> examples)
    {
        var operation = Example(entry.Request);
        return operation with
        {
            Name = entry.Name,
            IsSetup = examples.Any(example => example.IsSetup && IsSame(operation, example)),
            IsContended = examples.Any(example => example.IsContended && IsSame(operation, example)),
        };
    }

    private static PathRule PathPart(string part) => part.Contains('{', StringComparison.Ordinal)
        ? new PathRule("", new FieldRule(part.Trim('{', '}'), true, ExampleRules.OfText(part)))
        : new PathRule(part);

    private static IEnumerable<FieldRule> Query(string path) => path.Split('?') is not [_, var query] ? []
        : query.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => new FieldRule(pair[0], true, ExampleRules.OfText(pair.ElementAtOrDefault(1) ?? "")));

    /// <summary>A value may stand where the document has a parameter, and nowhere else.</summary>
    private static bool IsSame(FuzzOperation documented, FuzzOperation other) =>
        documented.Method == other.Method && documented.Service == other.Service && documented.Path.Count == other.Path.Count
        && documented.Path.Zip(other.Path).All(pair => pair.First.Rule is not null || (pair.Second.Rule is null && pair.First.Text == pair.Second.Text));

    private static FuzzOperation Merge(FuzzOperation documented, FuzzOperation example) => documented with
    {
        Name = example.Name.Contains(' ', StringComparison.Ordinal) ? documented.Name : example.Name,
        Path =
        [
            .. documented.Path.Zip(example.Path, (own, sent) => own.Rule is { } rule
                ? own with { Rule = rule with { Value = rule.Value.With(sent.Rule?.Value ?? ExampleRules.OfText(sent.Text)) } }
                : own),
        ],
        Query = documented.Query.With(example.Query, StringComparison.Ordinal),
        Headers = documented.Headers.With(example.Headers, StringComparison.OrdinalIgnoreCase),
        Body = (documented.Body, example.Body) switch
        {
            ({ } own, { } sent) => own.With(sent),
            var (own, sent) => own ?? sent,
        },
        IsSetup = example.IsSetup,
        IsContended = example.IsContended,
    };
}
