using Lab.Control.Publishing.Writing;

namespace Lab.Hosting.Tests.Publishing;

public sealed class YamlWriterTests
{
    [Fact]
    public void Maps_and_lists_are_written_in_order_with_two_spaces() =>
        Assert.Equal(
            """
            kind: Service
            spec:
              replicas: 3
              ready: true
              ports:
                - name: http
                  port: 8080
              args:
                - --shard
                - a
              none: {}
              empty: []

            """,
            YamlWriter.Write(new YamlMap
            {
                ["kind"] = "Service",
                ["spec"] = new YamlMap
                {
                    ["replicas"] = 3,
                    ["ready"] = true,
                    ["ports"] = YamlList.Of(new YamlMap { ["name"] = "http", ["port"] = 8080 }),
                    ["args"] = YamlList.Of("--shard", "a"),
                    ["left-out"] = null,
                    ["none"] = new YamlMap(),
                    ["empty"] = new YamlList(),
                },
            }));

    public static TheoryData<string> Awkward =>
    [
        "", " ", "8080", "1.5", "0x1", "1e3", "true", "No", "on", "~", "null", "a: b", "a:", "a #b", "#a", "- a", "-", "--", "*", "&a", "!b", "%", "@a", "`a`",
        "it's", "say \"so\"", "back\\slash", "tab\there", "ends with blank ", " begins", "{a}", "[a]", "a, b", "2026-11-21", "12:30", "ü", "$(REDIS_PASSWORD)",
        "redis-service:6379,password=$(REDIS_PASSWORD)", "./experiments -name pod-delete", "one\ntwo\n", "one\n\n  two\n", "one\ntwo", "\n", "a\r\nb\n", "250m", "256Mi", "1Gi", "a\n\n",
    ];

    [Theory]
    [MemberData(nameof(Awkward))]
    public void Text_is_read_back_as_the_text_that_it_was(string text)
    {
        var written = YamlWriter.Write(new YamlMap { ["value"] = text, ["list"] = YamlList.Of(text), [text] = "key" });

        var read = YamlReading.Documents(written).Single();
        Assert.Equal(text, Assert.IsType<YamlText>(read["value"]).Text);
        Assert.Equal(text, Assert.IsType<YamlText>(((YamlList)read["list"]!).Single()).Text);
        Assert.NotNull(read[text]);
    }
}
