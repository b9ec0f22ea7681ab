using Lab.Chaos.Fuzz.Rules;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Fuzz;

public sealed class OpenApiDocumentTests
{
    [Fact]
    public void Types_bounds_and_what_is_required_are_read_through_references()
    {
        var fields = Given.Order.Body!.Fields;

        Assert.Equal(["eventId", "quantity", "buyer"], fields.Select(field => field.Name));
        Assert.Equal([true, false, false], fields.Select(field => field.Required));
        Assert.Equal((ValueKind.Integer, 1m, 10m), (fields[1].Value.Type, fields[1].Value.Minimum, fields[1].Value.Maximum));
        Assert.Equal(64, fields[0].Value.MaxLength);
        Assert.Equal("date", fields[2].Value.Fields[1].Value.Format);
    }

    [Fact]
    public void Parameters_of_a_path_count_for_its_operations()
    {
        var read = Given.Operations.Single(operation => operation.Method == "GET");

        Assert.Equal("/orders/{id}", read.Template);
        Assert.Equal("uuid", read.Path[1].Rule!.Value.Format);
    }

    [Theory]
    [InlineData("<html>", "it is no JSON (line 1, byte 1)")]
    [InlineData("{}", "its member 'openapi' does not say 3.0 or 3.1")]
    [InlineData("""{"swagger":"2.0"}""", "its member 'openapi' does not say 3.0 or 3.1")]
    [InlineData("""{"openapi":"3.1.1"}""", "it has no 'paths'")]
    [InlineData("""{"openapi":"3.1.1","paths":{"/a":7}}""", "an operation has a form that OpenAPI does not know")]
    public void A_document_that_cannot_be_read_is_named_with_its_mend(string text, string why)
    {
        var problem = Assert.Throws<LabException>(() => OpenApiDocument.Read(text, "shop", "http://127.0.0.1/openapi.json"));

        Assert.StartsWith($"The OpenAPI document of 'shop' at http://127.0.0.1/openapi.json cannot be read: {why}", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("or list the operations under 'fuzz: operations:' in the scenario.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_holds_itself_ends_somewhere()
    {
        const string Text =
            """
            {"openapi":"3.0.0","paths":{"/c":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/C"}}}},
            "responses":{}}}},"components":{"schemas":{"C":{"type":"object","properties":{"replies":{"type":"array","items":{"$ref":"#/components/schemas/C"}}}}}}}
            """;

        Assert.InRange(OpenApiDocument.Read(Text, "shop", "here")[0].Fields().Count(), 4, 12);
    }
}
