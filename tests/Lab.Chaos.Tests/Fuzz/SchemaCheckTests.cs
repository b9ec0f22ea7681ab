using System.Text.Json;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Tests.Fuzz;

public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1")]
    [InlineData("""{"type":["null","string"]}""", "null")]
    [InlineData("""{"type":"string","nullable":true}""", "null")]
    [InlineData("""{"required":["a"],"properties":{"a":{"type":"string","format":"uuid"}}}""", """{"a":"0f8fad5b-d9cb-469f-a165-70867728950e","more":1}""")]
    [InlineData("""{"type":"array","items":{"enum":["a",1]}}""", """["a",1]""")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"integer"}]}""", "7")]
    [InlineData("""{"$ref":"#/defs/Age"}""", "7")]
    [InlineData("{}", "[1,null]")]
    public void What_fits_has_no_problem(string schema, string value) => Assert.Null(Problem(schema, value));

    [Theory]
    [InlineData("""{"type":"integer"}""", "1.5", "$ is 1.5 and not integer")]
    [InlineData("""{"type":["null","string"]}""", "{}", "$ is an object and not null or string")]
    [InlineData("""{"required":["a"]}""", "{}", "$ lacks 'a'")]
    [InlineData("""{"properties":{"a":{"items":{"type":"string"}}}}""", """{"a":["x",7]}""", "$.a[1] is 7 and not string")]
    [InlineData("""{"additionalProperties":false}""", """{"a":1}""", "$.a must not be there")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"a":1}""", "$.a is 1 and not string")]
    [InlineData("""{"enum":["a"]}""", "\"b\"", "$ is \"b\" and none of \"a\"")]
    [InlineData("""{"maximum":10}""", "11", "$ is 11, above 10")]
    [InlineData("""{"format":"int32"}""", "2147483648", "$ is 2147483648 and no int32")]
    [InlineData("""{"minLength":2}""", "\"a\"", "$ has 1 characters, fewer than 2")]
    [InlineData("""{"pattern":"^[a-z]+$"}""", "\"A\"", "$ does not match ^[a-z]+$")]
    [InlineData("""{"format":"uuid"}""", "\"7\"", "$ is '7' and no uuid")]
    [InlineData("""{"allOf":[{"type":"object"},{"required":["a"]}]}""", "{}", "$ lacks 'a'")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "7", "$ fits none of 2 anyOf: $ is 7 and not string")]
    [InlineData("""{"$ref":"#/defs/Age"}""", "-1", "$ is -1, below 0")]
    public void What_does_not_fit_is_named_with_its_place(string schema, string value, string problem) => Assert.Equal(problem, Problem(schema, value));

    private static string? Problem(string schema, string value)
    {
        var document = JsonDocument.Parse("""{"defs":{"Age":{"type":"integer","minimum":0}}}""").RootElement;
        return SchemaCheck.Problem(JsonDocument.Parse(value).RootElement, JsonDocument.Parse(schema).RootElement, document);
    }
}
