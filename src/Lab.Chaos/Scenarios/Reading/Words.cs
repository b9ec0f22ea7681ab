using Lab.Chaos.Checks;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>The fixed words of the grammar and what they mean.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, ServiceKind> ServiceKinds = new Dictionary<string, ServiceKind>
    {
        ["http"] = ServiceKind.Http,
        ["redis"] = ServiceKind.Redis,
        ["postgres"] = ServiceKind.Postgres,
    };

    public static readonly IReadOnlyDictionary<string, StepKind> StepKinds = new Dictionary<string, StepKind>
    {
        ["read"] = StepKind.Read,
        ["check"] = StepKind.Check,
        ["call"] = StepKind.Call,
        ["write"] = StepKind.Write,
        ["atomic"] = StepKind.Atomic,
        ["lock"] = StepKind.Lock,
        ["transaction"] = StepKind.Transaction,
        ["invalidate"] = StepKind.Invalidate,
    };

    public static readonly IReadOnlyDictionary<string, Isolation> Isolations = new Dictionary<string, Isolation>
    {
        ["read-committed"] = Isolation.ReadCommitted,
        ["serializable"] = Isolation.Serializable,
    };

    public static readonly IReadOnlyDictionary<string, Behaviour> Behaviours = new Dictionary<string, Behaviour>
    {
        ["buyers"] = Behaviour.Buyers,
        ["herders"] = Behaviour.Herders,
        ["retriers"] = Behaviour.Retriers,
        ["refreshers"] = Behaviour.Refreshers,
        ["bots"] = Behaviour.Bots,
        ["browsers"] = Behaviour.Browsers,
    };

    public static readonly IReadOnlyDictionary<string, Relation> Relations = new Dictionary<string, Relation>
    {
        [">="] = Relation.AtLeast,
        [">"] = Relation.Above,
        ["<="] = Relation.AtMost,
        ["<"] = Relation.Below,
        ["="] = Relation.Equal,
        ["!="] = Relation.NotEqual,
    };

    public static readonly IReadOnlyDictionary<string, Verdict> Otherwise = new Dictionary<string, Verdict>
    {
        ["violated"] = Verdict.Violated,
        ["unknown"] = Verdict.Unknown,
    };

    public static readonly IReadOnlyDictionary<string, VariantRole> Roles = new Dictionary<string, VariantRole>
    {
        ["suspect"] = VariantRole.Suspect,
        ["fix"] = VariantRole.Fix,
        ["wrong-fix"] = VariantRole.WrongFix,
        ["control"] = VariantRole.Control,
    };

    public static readonly IReadOnlyDictionary<string, Alignment> Alignments = new Dictionary<string, Alignment>
    {
        ["sequential"] = Alignment.Sequential,
        ["unaligned"] = Alignment.Unaligned,
        ["aligned"] = Alignment.Aligned,
    };

    public static readonly IReadOnlyDictionary<string, IncidentKind> IncidentKinds = new Dictionary<string, IncidentKind>
    {
        ["race"] = IncidentKind.Race,
        ["stale"] = IncidentKind.Stale,
        ["slow"] = IncidentKind.Slow,
        ["crash"] = IncidentKind.Crash,
    };

    public static readonly IReadOnlyDictionary<string, Severity> Severities = new Dictionary<string, Severity>
    {
        ["low"] = Severity.Low,
        ["medium"] = Severity.Medium,
        ["high"] = Severity.High,
    };

    /// <summary>Built-in checks of the history that compare it with the scenario's records.</summary>
    public static readonly IReadOnlyList<string> RecordChecks = ["acknowledged-once", "no-phantoms"];

    /// <summary>The check that holds the history against a model.</summary>
    public const string Linearizable = "linearizable";

    /// <summary>Those that compare what requests have seen.</summary>
    public static readonly IReadOnlyList<string> ChecksOfSeen = ["never-mixed"];

    public static readonly IReadOnlyList<string> Checks = [.. RecordChecks, Linearizable, .. ChecksOfSeen];

    /// <summary>Models whose calls a history tells.</summary>
    public static readonly IReadOnlyList<string> Models = [Counter, Register];

    public const string Counter = "counter";

    public const string Register = "register";

    public static readonly IReadOnlyList<string> Methods = ["DELETE", "GET", "PATCH", "POST", "PUT"];

    public static readonly IReadOnlyDictionary<string, ValueKind> FieldTypes = new Dictionary<string, ValueKind>
    {
        ["string"] = ValueKind.Text,
        ["integer"] = ValueKind.Integer,
        ["number"] = ValueKind.Number,
        ["boolean"] = ValueKind.Boolean,
        ["object"] = ValueKind.Fields,
        ["array"] = ValueKind.Items,
    };
}
