using System.Text.Json;
using Lab.Chaos.Scenarios.Reading;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Chaos.Truth;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Editors complete from the schemas, the lab reads by its grammar: both must say the same.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string, string[]> Shapes => new()
    {
        { "scenario.schema.json", [.. Grammar.All.Select(shape => shape.Name)] },
        { "incidents.schema.json", [Grammar.Incident.Name] },
        { "truth.schema.json", [TruthGrammar.Table.Name, TruthGrammar.Quick.Name] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_section_of_the_grammar_is_in_the_schema_and_the_other_way_round(string file, string[] shapes) =>
        Assert.Equal(shapes.Order(), Sections(file).Select(section => section.Name).Order());

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_key_the_reader_knows_is_in_the_schema_and_the_other_way_round(string file, string[] shapes) =>
        Assert.All(shapes, shape => Assert.Equal(
            Shape(shape).Keys.Select(key => key.Name).Order(),
            Section(file, shape).GetProperty("properties").EnumerateObject().Select(key => key.Name).Order()));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_the_reader_requires_the_schema_requires(string file, string[] shapes) =>
        Assert.All(shapes, shape => Assert.Equal(
            Shape(shape).Keys.Where(key => key.Required).Select(key => key.Name).Order(),
            Texts(Section(file, shape), "required").Order()));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void No_section_of_the_schema_lets_unknown_keys_pass(string file, string[] shapes) =>
        Assert.All(shapes, shape => Assert.False(Section(file, shape).GetProperty("additionalProperties").GetBoolean()));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_key_of_the_schema_is_described(string file, string[] shapes) =>
        Assert.All(
            shapes.SelectMany(shape => Section(file, shape).GetProperty("properties").EnumerateObject()),
            key => Assert.False(string.IsNullOrEmpty(Description(file, key.Value)), $"'{key.Name}' in {file} has no description."));

    [Theory]
    [InlineData("service", "kind")]
    [InlineData("invariant", "check")]
    [InlineData("invariant", "model")]
    [InlineData("invariant", "otherwise")]
    [InlineData("variant", "role")]
    [InlineData("condition", "alignment")]
    public void The_words_of_the_schema_are_those_of_the_reader(string shape, string key)
    {
        IEnumerable<string> words = key switch
        {
            "kind" => Words.ServiceKinds.Keys,
            "check" => Words.Checks,
            "model" => Words.Models,
            "otherwise" => Words.Otherwise.Keys,
            "role" => Words.Roles.Keys,
            _ => Words.Alignments.Keys,
        };

        Assert.Equal(
            words.Order(),
            Texts(Section("scenario.schema.json", shape).GetProperty("properties").GetProperty(key), "enum").Order());
    }

    [Fact]
    public void The_words_of_the_incidents_schema_are_those_of_the_reader()
    {
        JsonElement properties = Section("incidents.schema.json", "incident").GetProperty("properties");

        Assert.Equal(Words.IncidentKinds.Keys.Order(), Texts(properties.GetProperty("kind"), "enum").Order());
        Assert.Equal(Words.Severities.Keys.Order(), Texts(properties.GetProperty("severity"), "enum").Order());
    }

    [Theory]
    [InlineData("scenario.yaml", "scenario.schema.json")]
    [InlineData("incidents.yaml", "incidents.schema.json")]
    [InlineData("truth.yaml", "truth.schema.json")]
    public void The_shipped_files_tell_editors_their_schema(string file, string schema) => Assert.Equal(
        $"# yaml-language-server: $schema=../{schema}",
        File.ReadLines(Repository.Scenario($"ticketing/{file}")).First());

    private static Shape Shape(string name) => new[] { Grammar.Incident, TruthGrammar.Table, TruthGrammar.Quick }
        .Concat(Grammar.All)
        .Single(shape => shape.Name == name);

    private static JsonElement Schema(string file) =>
        JsonDocument.Parse(File.ReadAllText(Repository.Scenario(file))).RootElement;

    /// <summary>Definitions with fixed keys; the others are lists and mappings with names that the user makes up.</summary>
    private static IEnumerable<JsonProperty> Sections(string file) => Schema(file)
        .GetProperty("$defs")
        .EnumerateObject()
        .Where(definition => definition.Value.TryGetProperty("properties", out _));

    private static JsonElement Section(string file, string shape) => Schema(file).GetProperty("$defs").GetProperty(shape);

    private static string? Description(string file, JsonElement key) =>
        key.TryGetProperty("description", out JsonElement own) ? own.GetString()
        : Section(file, key.GetProperty("$ref").GetString()!.Split('/')[^1]).GetProperty("description").GetString();

    private static IEnumerable<string> Texts(JsonElement element, string list) =>
        element.TryGetProperty(list, out JsonElement values) ? values.EnumerateArray().Select(value => value.GetString()!) : [];
}
