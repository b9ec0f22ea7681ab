using System.Net;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Probes;

namespace Lab.Chaos.Tests.Break.Probes;

/// <summary>Questions over HTTP, to Prometheus and to a shell, and what their answers mean.</summary>
public sealed class AskersTests
{
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_is_sent_as_a_post_with_its_body_and_type()
    {
        ScriptedHttp http = new(_ => new HttpResponseMessage(HttpStatusCode.OK));

        var answer = await Asker(http).AskAsync(Sample.Http("http://127.0.0.1/orders", new HttpProbeBody("application/json", """{"item":1}""")), _token);

        Assert.Equal(ProbeAnswerKind.Passed, answer.Kind);
        Assert.Equal(["""POST http://127.0.0.1/orders application/json {"item":1}"""], http.Sent);
    }

    [Fact]
    public async Task A_get_compares_the_status_code()
    {
        ScriptedHttp http = new(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));

        var answer = await Asker(http).AskAsync(Sample.Http("http://127.0.0.1/health"), _token);

        Assert.Equal(ProbeAnswer.Failed("The answer is '503'; expected == 200."), answer);
        Assert.Equal(["GET http://127.0.0.1/health  "], http.Sent);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_a_failure_of_the_system()
    {
        ScriptedHttp http = new(_ => throw new HttpRequestException("Connection refused"));

        var answer = await Asker(http).AskAsync(Sample.Http("http://127.0.0.1/health"), _token);

        Assert.Equal(ProbeAnswer.Failed("http://127.0.0.1/health did not answer: Connection refused"), answer);
    }

    [Fact]
    public async Task Only_a_probe_that_says_so_takes_any_certificate()
    {
        ScriptedHttp careful = new(_ => new HttpResponseMessage(HttpStatusCode.OK)), careless = new(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using HttpMessageInvoker first = new(careful), second = new(careless);
        HttpAsker asker = new(first, second, new NoNames());

        await asker.AskAsync(Sample.Http("https://127.0.0.1/a"), _token);
        await asker.AskAsync(Sample.Http("https://127.0.0.1/b") with { InsecureSkipVerify = true }, _token);

        Assert.Equal(["GET https://127.0.0.1/a  "], careful.Sent);
        Assert.Equal(["GET https://127.0.0.1/b  "], careless.Sent);
    }

    [Theory]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1435781451.781,"1"]}]}}""", "Passed The query answers 1; expected == 1.")]
    [InlineData("""{"status":"success","data":{"resultType":"scalar","result":[1435781451.781,"1"]}}""", "Passed The query answers 1; expected == 1.")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"0.5"]}]}}""", "Failed The answer is '0.5'; expected == 1.")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"NaN"]}]}}""", "Failed The answer is 'NaN'; expected == 1.")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[]}}""", "Error The query answers 0 samples; it must answer exactly one. Aggregate it, for example with sum().")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"value":[1,"1"]},{"value":[1,"1"]}]}}""", "Error The query answers 2 samples; it must answer exactly one. Aggregate it, for example with sum().")]
    [InlineData("""{"status":"success","data":{"resultType":"matrix","result":[]}}""", "Error The query answers a matrix; it must answer exactly one sample.")]
    [InlineData("""{"status":"error","errorType":"bad_data","error":"parse error"}""", "Error The server refuses the query: parse error")]
    [InlineData("<html>", "Error http://127.0.0.1:9090/ answers no JSON at /api/v1/query, so it is no Prometheus.")]
    [InlineData("[]", "Error The server answers something that Prometheus does not.")]
    public async Task Prometheus_must_answer_exactly_one_sample(string content, string expected)
    {
        ScriptedHttp http = new(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(content) });
        using HttpMessageInvoker client = new(http);

        var answer = await new PrometheusAsker(client, new NoNames()).AskAsync(Sample.Prometheus(), _token);

        Assert.Equal(expected, $"{answer.Kind} {answer.Description}");
    }

    [Fact]
    public async Task A_query_reaches_Prometheus_as_it_was_written()
    {
        ScriptedHttp http = new(_ => throw new HttpRequestException("Connection refused"));
        using HttpMessageInvoker client = new(http);

        var answer = await new PrometheusAsker(client, new NoNames()).AskAsync(Sample.Prometheus("""sum(rate(x{a="b"}[1m])) & 1"""), _token);

        Assert.Equal(["GET http://127.0.0.1:9090/api/v1/query?query=sum%28rate%28x%7Ba%3D%22b%22%7D%5B1m%5D%29%29%20%26%201  "], http.Sent);
        Assert.Equal(ProbeAnswer.Error("http://127.0.0.1:9090/ did not answer: Connection refused"), answer);
    }

    [Fact]
    public async Task A_command_answers_with_its_trimmed_output_which_later_probes_may_take()
    {
        var answer = await new CommandAsker(new ScriptedShell(0, " 7\n", "")).AskAsync(Command(">", "5"), _token);

        Assert.Equal(new ProbeAnswer(ProbeAnswerKind.Passed, "The command answered '7'; expected > 5.", "7"), answer);
    }

    [Fact]
    public async Task A_command_that_ends_with_another_code_has_not_answered()
    {
        var answer = await new CommandAsker(new ScriptedShell(3, "7", "no such key\n")).AskAsync(Command(">", "5"), _token);

        Assert.Equal(ProbeAnswer.Error("The command ended with 3: no such key"), answer);
    }

    [Fact]
    public async Task A_template_takes_the_answer_of_an_earlier_command_as_it_is()
    {
        ScriptedHttp http = new(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using HttpMessageInvoker client = new(http);
        ProbeAsker asker = new(
            new HttpAsker(client, client, new NoNames()), new PrometheusAsker(client, new NoNames()), new CommandAsker(new ScriptedShell(0, "", "")), new RunningTopology(_ => throw new InvalidOperationException()));
        var probe = Sample.Http("http://127.0.0.1/orders/{{ .order.ProbeArtifacts.Register }}?q=1");

        var early = await asker.AskAsync(probe, new Dictionary<string, string>(), _token);
        await asker.AskAsync(probe, new Dictionary<string, string> { ["order"] = "a<b>" }, _token);

        Assert.Equal(ProbeAnswer.Error("A command that this probe takes its text from has not answered yet."), early);
        Assert.Equal("GET http://127.0.0.1/orders/a%3Cb%3E?q=1  ", Assert.Single(http.Sent));
    }

    private static HttpAsker Asker(ScriptedHttp http)
    {
#pragma warning disable CA2000 // Dispose objects before losing scope: it holds nothing but the script.
        HttpMessageInvoker client = new(http);
#pragma warning restore CA2000

        return new HttpAsker(client, client, new NoNames());
    }

    private static CommandProbe Command(string criterion, string expected) => new("stock")
    {
        Mode = ProbeMode.SOT,
        Pace = Sample.Pace,
        Command = "redis-cli get stock",
        Output = new Comparator(ComparatorKind.Integer, criterion, expected),
    };

    private sealed class NoNames : IServiceNames
    {
        public Task<Uri> ResolveAsync(Uri address, CancellationToken cancellationToken) => Task.FromResult(address);
    }

    private sealed class ScriptedShell(int code, string output, string error) : IShell
    {
        public Task<(int Code, string Output, string Error)> RunAsync(string command, CancellationToken cancellationToken) =>
            Task.FromResult((code, output, error));
    }

    private sealed class ScriptedHttp(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
            Sent.Add($"{request.Method} {request.RequestUri!.AbsoluteUri} {request.Content?.Headers.ContentType} {body}");

            return answer(request);
        }
    }
}
