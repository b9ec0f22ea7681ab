using Lab.Chaos.Collect.Relaying;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Collect;

public sealed class RelayTargetTests
{
    [Fact]
    public void Without_an_endpoint_nothing_is_forwarded() => Assert.Null(RelayTarget.Of(_ => null));

    [Fact]
    public void The_usual_variables_say_where_to_how_and_with_which_key()
    {
        var target = RelayTarget.Of(name => name switch
        {
            "OTEL_EXPORTER_OTLP_ENDPOINT" => "http://127.0.0.1:4318",
            "OTEL_EXPORTER_OTLP_PROTOCOL" => "http/protobuf",
            "OTEL_EXPORTER_OTLP_HEADERS" => "x-otlp-api-key=a%20b, x-two=2",
            _ => null,
        })!;

        Assert.Equal(("http://127.0.0.1:4318/", false), (target.Endpoint.ToString(), target.IsGrpc));
        Assert.Equal(["x-otlp-api-key: a b", "x-two: 2"], target.Headers.Select(header => $"{header.Key}: {header.Value}"));
    }

    [Fact]
    public void An_endpoint_without_a_protocol_speaks_gRPC() =>
        Assert.True(RelayTarget.Of(name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? "http://127.0.0.1:4317" : null)!.IsGrpc);

    [Fact]
    public void What_is_no_address_is_said_with_an_example()
    {
        var problem = Assert.Throws<LabException>(() => RelayTarget.Parse("localhost", "--relay"));

        Assert.Equal("--relay is 'localhost', which is no http address. Example: http://127.0.0.1:4318.", problem.Message);
    }
}
