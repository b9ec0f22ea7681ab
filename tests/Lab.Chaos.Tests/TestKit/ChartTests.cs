using Lab.TestKit.Charts;

namespace Lab.Chaos.Tests.TestKit;

/// <summary>Published charts are judged by this renderer, so it must refuse whatever helm would render differently.</summary>
public sealed class ChartTests
{
    private const string Values = """
        parameters:
          shop:
            port_http: 8080
            shop_image: "shop:latest"
            big: 1234567
            ratio: 0.10
            quoted: "1234567"
        """;

    [Fact]
    public void Names_and_values_are_put_in()
    {
        Assert.Equal("shop:latest of lab in r1", Render("{{ .Values.parameters.shop.shop_image }} of {{ .Chart.Name }} in {{.Release.Name}}"));
    }

    [Theory]
    [InlineData("{{ .Values.parameters.shop.port_http }}", "8080")]
    [InlineData("{{ .Values.parameters.shop.port_http | int }}", "8080")]
    [InlineData("{{ .Values.parameters.shop.port_http | int | toString }}", "8080")]
    [InlineData("{{ .Values.parameters.shop.big | int }}", "1234567")]
    [InlineData("{{ .Values.parameters.shop.quoted }}", "1234567")]
    [InlineData("http://shop:{{ .Values.parameters.shop.port_http }}/", "http://shop:8080/")]
    [InlineData("no expression at all", "no expression at all")]
    public void Pipelines_convert_numbers(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData(".Values.parameters.shop.port_http | quote", "'quote' is not known to this renderer. Known: int, toString")]
    [InlineData("if .Values.parameters.shop", "'if .Values.parameters.shop' is not known to this renderer. Known: .Values.…, .Chart.Name, .Release.Name")]
    [InlineData("- .Chart.Name", "'- .Chart.Name' is not known to this renderer. Known: .Values.…, .Chart.Name, .Release.Name")]
    [InlineData(".Chart.AppVersion", "'.Chart.AppVersion' is not known to this renderer. Known: .Values.…, .Chart.Name, .Release.Name")]
    [InlineData(".Values.redis-2.port", "'.Values.redis-2.port' is not known to this renderer. Known: .Values.…, .Chart.Name, .Release.Name")]
    [InlineData(".Values.parameters.shop.nothing", "values.yaml has no single value 'parameters.shop.nothing'")]
    [InlineData(".Values.parameters.shop", "values.yaml has no single value 'parameters.shop'")]
    [InlineData(".Values.parameters.shop.shop_image | int", "'shop:latest' is no whole number; helm would write 0 for it")]
    [InlineData(".Values.parameters.shop.big", "helm reads 1234567 as a floating-point number and may write it differently. Pipe it through int, or quote it")]
    [InlineData(".Values.parameters.shop.ratio", "helm reads 0.10 as a floating-point number and may write it differently. Pipe it through int, or quote it")]
    public void Anything_else_is_refused_with_file_line_and_expression(string expression, string reason)
    {
        var error = Assert.Throws<ChartException>(() => Render($"kind: Service\nport: {{{{ {expression} }}}}\n"));

        Assert.Equal($"templates/shop/service.yaml line 2: {{{{ {expression} }}}}: {reason}.", error.Message);
    }

    [Fact]
    public void Braces_left_open_are_refused()
    {
        var error = Assert.Throws<ChartException>(() => Render("kind: Service\n\nport: {{ .Chart.Name }"));

        Assert.Equal("templates/shop/service.yaml line 3: braces that are opened and not closed.", error.Message);
    }

    [Fact]
    public void A_value_that_is_set_wins()
    {
        var chart = Chart("{{ .Values.parameters.shop.shop_image }}");

        chart.Values.Set("parameters.shop.shop_image", "shop:1.2");

        Assert.Equal(["shop:1.2"], chart.Render("r1").Values);
    }

    [Fact]
    public void Manifests_are_read_by_path_and_tell_numbers_from_text()
    {
        var manifest = Assert.Single(Chart(
            """
            ---
            kind: "Service"
            metadata:
              name: "{{ .Chart.Name }}-service"
            ports:
              - port: {{ .Values.parameters.shop.port_http | int }}
              - port: "{{ .Values.parameters.shop.port_http | int | toString }}"
            """).Manifests("r1"));

        Assert.Equal(("Service", "lab-service"), (manifest.Kind, manifest.Name));
        Assert.Equal([true, false], manifest["ports"].Items.Select(item => item["port"].IsNumber));
        Assert.False(manifest["spec"]["template"].Exists);
        Assert.Equal(["name", "lab-service"], manifest["metadata"].Texts);
    }

    [Fact]
    public void A_value_that_breaks_the_yaml_is_refused()
    {
        var chart = Chart("image: \"{{ .Values.parameters.shop.shop_image }}\"");
        chart.Values.Set("parameters.shop.shop_image", "\"");

        var error = Assert.Throws<ChartException>(() => chart.Manifests("r1"));

        Assert.StartsWith("templates/shop/service.yaml line 1: rendered, it is no YAML", error.Message, StringComparison.Ordinal);
    }

    private static string Render(string template) => Assert.Single(Chart(template).Render("r1")).Value;

    private static Chart Chart(string template) =>
        new("name: \"lab\"", Values, new Dictionary<string, string> { ["templates/shop/service.yaml"] = template });
}
