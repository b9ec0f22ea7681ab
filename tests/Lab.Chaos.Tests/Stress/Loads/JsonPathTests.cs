using System.Text.Json;
using Lab.Chaos.Stress.Loads;

namespace Lab.Chaos.Tests.Stress.Loads;

public sealed class JsonPathTests
{
    private const string Answer = """{"orderId":"o-7","items":[{"id":1},{"id":2.50}],"odd name":true,"nothing":null}""";

    [Theory]
    [InlineData("$.orderId", "o-7")]
    [InlineData("$.items[0].id", "1")]
    [InlineData("$.items[-1].id", "2.50")]
    [InlineData("$['odd name']", "true")]
    [InlineData("$.nothing", null)]
    [InlineData("$.items", null)]
    [InlineData("$.items[7].id", null)]
    [InlineData("$.orderId.deeper", null)]
    public void It_finds_one_value_or_none(string path, string? expected)
    {
        using var document = JsonDocument.Parse(Answer);

        Assert.Equal(expected, JsonPath.Parse(path)!.Find(document.RootElement));
    }

    [Theory]
    [InlineData("orderId")]
    [InlineData("$")]
    [InlineData("$..id")]
    [InlineData("$.items[*]")]
    [InlineData("$.items[x]")]
    public void What_may_name_many_values_is_not_understood(string path) => Assert.Null(JsonPath.Parse(path));
}
