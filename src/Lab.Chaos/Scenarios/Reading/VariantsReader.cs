using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>variants</c>: the suspect, the fixes, and what each sets in the environment of which service.</summary>
internal sealed partial class VariantsReader(ServiceBook services, IReadOnlyList<OperationModel> operations)
{
    public IReadOnlyList<Variant> Read(Field? field)
    {
        Field[] entries = [.. field.AtLeastOne("{ role: suspect }")];
        Variant[] variants = [.. entries.Select(Variant).OfType<Variant>()];
        bool allNamed = entries.All(entry => entry.Find("role")?.Node is YamlScalar role && Words.Roles.ContainsKey(role.Text));
        if (entries.Length > 0 && allNamed && variants.All(variant => variant.Role != VariantRole.Suspect))
        {
            field!.Wrong("'variants' has no suspect, so there is nothing to catch. Give one of them 'role: suspect'.");
        }

        return variants;
    }

    private Variant? Variant(Field field)
    {
        _ = field.HasPlainName();
        if (field.Section(Grammar.Variant) is not { } section)
        {
            return null;
        }

        return new Variant
        {
            Name = field.Name,
            Description = section["description"]?.Text() ?? "",
            Role = section["role"]?.Choice(Words.Roles) ?? VariantRole.Control,
            Environment = Environment(section["environment"]),
            Operations = new OperationsReader(services).ReadOwn(section["operations"], operations),
        };
    }

    private Dictionary<string, IReadOnlyDictionary<string, string?>> Environment(Field? field)
    {
        Dictionary<string, IReadOnlyDictionary<string, string?>> environment = [];
        foreach (Field service in field?.Entries("{ Inventory__Strategy: atomic }") ?? [])
        {
            _ = services.NamedByKey(service, field!.Path, ServiceKind.Http);
            environment.Add(service.Name, Variables(service));
        }

        return environment;
    }

    private static Dictionary<string, string?> Variables(Field service)
    {
        Dictionary<string, string?> variables = [];
        foreach (Field variable in service.Entries("atomic"))
        {
            if (!VariableName().IsMatch(variable.Name))
            {
                variable.WrongName($"'{variable.Name}' in '{service.Path}' is not the name of an environment variable. "
                    + "Write sections with two underscores, for example Inventory__Strategy.");
            }

            // Empty takes a variable away, which is not the same as setting it to nothing ("").
            variables.Add(variable.Name, variable.Node is YamlScalar { IsNull: true } ? null : variable.Text());
        }

        return variables;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.None, 1000)]
    private static partial Regex VariableName();
}
