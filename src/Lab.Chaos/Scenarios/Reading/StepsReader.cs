using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>
/// Reads a list of steps. A step is a mapping of one key, its kind, so that a list of steps reads like a program:
/// <c>- read: { resource: redis, key: "stock:{key}" }</c>.
/// </summary>
internal sealed partial class StepsReader(ServiceBook services)
{
    private const int Most = 1_000_000_000;

    public IReadOnlyList<Step> Read(Field? field)
    {
        IReadOnlyList<Field> items = field?.Items(Grammar.Operation["steps"].Example) ?? [];
        if (field?.Node is YamlList && items.Count == 0)
        {
            field.Wrong($"'{field.Path}' is empty. Add a step, for example: - read: {{ resource: redis, key: \"stock:{{key}}\" }}");
        }

        return [.. items.Select(Step).OfType<Step>()];
    }

    private Step? Step(Field item)
    {
        Field? kind = item.Section(Grammar.Step)?.ExactlyOne([.. Words.StepKinds.Keys]);

        return kind is null || kind.Section(ShapeOf(Words.StepKinds[kind.Name])) is not { } section ? null
            : With(Words.StepKinds[kind.Name], section);
    }

    private Step With(StepKind kind, Section section)
    {
        string? key = section["key"]?.Text();
        Placeholders.Check(section["key"], key, Placeholders.OfRequest);
        Step step = new()
        {
            Kind = kind,
            Resource = section["resource"] is { } resource ? services.Named(resource) ?? "" : "",
            Key = key ?? "",
        };

        return kind switch
        {
            StepKind.Read => step with { ForUpdate = Flag(section["for-update"]), Steps = section["miss"] is { } miss ? Read(miss) : [] },
            StepKind.Check => step with { Holds = GuardOf(section["holds"]) ?? new Guard(Relation.AtLeast, 1) },
            StepKind.Call => step with
            {
                Operation = section["operation"]?.Text(),
                Applies = Flag(section["applies"]),
                Idempotent = Flag(section["idempotent"]),
            },
            StepKind.Write => Write(step, section),
            StepKind.Atomic => step with
            {
                Add = section["add"]?.Integer(-Most, Most) ?? -1,
                Holds = GuardOf(section["holds"]),
                Version = Flag(section["version"]),
                Idempotent = Flag(section["idempotent"]),
            },
            StepKind.Lock => step with { Steps = Read(section["steps"]), Lease = section["lease"]?.Duration(), Fencing = Flag(section["fencing"]) },
            StepKind.Transaction => step with { Steps = Read(section["steps"]), Isolation = section["isolation"]?.Choice(Words.Isolations) ?? Isolation.ReadCommitted },
            _ => step,
        };
    }

    private Step Write(Step step, Section section)
    {
        IReadOnlyList<Field> contents = section.Present("add", "set", "new", "from");
        if (contents.Count > 1)
        {
            section.Whole.Wrong($"'{section.Whole.Path}' says more than once what is written: {string.Join(" and ", contents.Select(field => $"'{field.Name}'"))}. Keep one.");
        }

        bool says = contents.Count > 0;

        return step with
        {
            Add = says ? section["add"]?.Integer(-Most, Most) : -1,
            Set = section["set"]?.Integer(-Most, Most),
            New = Flag(section["new"]),
            From = section["from"] is { } from ? Cell(from) : null,
            Idempotent = Flag(section["idempotent"]),
        };
    }

    // `postgres item:{key}`: the resource, a blank, the key.
    private CellName? Cell(Field field)
    {
        if (field.Text()?.Split(' ', 2) is not [var resource, { Length: > 0 } key])
        {
            _ = field.Not<string>("a resource and a key");
            return null;
        }

        Placeholders.Check(field, key, Placeholders.OfRequest);

        return services.Check(resource, field.Path, field.Wrong, []) ? new CellName(resource, key) : null;
    }

    private static Guard? GuardOf(Field? field)
    {
        if (field is null)
        {
            return null;
        }

        Match match = GuardText().Match(field.Text() ?? "");
        if (!match.Success)
        {
            _ = field.Not<string>("a comparison with a whole number (>= > <= < = !=)");
            return null;
        }

        return new Guard(Words.Relations[match.Groups["sign"].Value], long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
    }

    private static bool Flag(Field? field) => field?.Flag() ?? false;

    private static Shape ShapeOf(StepKind kind) => kind switch
    {
        StepKind.Read => Grammar.ReadStep,
        StepKind.Check => Grammar.CheckStep,
        StepKind.Call => Grammar.CallStep,
        StepKind.Write => Grammar.WriteStep,
        StepKind.Atomic => Grammar.AtomicStep,
        StepKind.Lock => Grammar.LockStep,
        StepKind.Transaction => Grammar.TransactionStep,
        StepKind.Invalidate => Grammar.InvalidateStep,
        _ => throw new System.Diagnostics.UnreachableException($"{kind} is no kind of step."),
    };

    [GeneratedRegex("^(?<sign>>=|<=|!=|>|<|=) ?(?<number>-?[0-9]{1,9})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GuardText();
}
