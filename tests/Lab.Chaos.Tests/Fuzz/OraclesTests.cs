using System.Text;
using Lab.Chaos.Fuzz.Oracles;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Running;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;

namespace Lab.Chaos.Tests.Fuzz;

public sealed class OraclesTests
{
    private const string Placed = """{"orderId":"0f8fad5b-d9cb-469f-a165-70867728950e"}""";

    private static readonly OutcomeRules Rules = new() { Ok = [201], Fail = [new DefiniteFailure(503, "lease-busy")] };

    [Fact]
    public void Each_has_a_name_of_its_own() => Assert.Equal(Oracles.All.Count, Oracles.All.Select(oracle => oracle.Name).Distinct().Count());

    [Fact]
    public void A_declared_answer_of_the_declared_shape_breaks_none() => Assert.Empty(Broken(Whole(201, "application/json", Placed)));

    [Fact]
    public void A_5xx_breaks_one() => Assert.Equal("no-5xx: 500", Assert.Single(Broken(Whole(500, "text/plain", "oops"))));

    [Fact]
    public void A_5xx_that_the_scenario_declares_as_a_refusal_breaks_none() =>
        Assert.Empty(Broken(Whole(503, "application/problem+json", """{"code":"lease-busy"}""")));

    [Fact]
    public void A_5xx_of_that_status_with_another_code_breaks_one() =>
        Assert.Equal("no-5xx: 503 other", Assert.Single(Broken(Whole(503, "application/problem+json", """{"code":"other"}"""))));

    [Fact]
    public void A_status_that_the_document_does_not_declare_breaks_one() => Assert.Equal("documented: 418", Assert.Single(Broken(Whole(418, "", "tea"))));

    [Fact]
    public void A_body_of_another_shape_breaks_one() =>
        Assert.Equal("documented: 201", Assert.Single(Broken(Whole(201, "application/json", """{"orderId":7}"""))));

    [Fact]
    public void A_body_of_another_content_type_breaks_one() => Assert.Equal("documented: 201", Assert.Single(Broken(Whole(201, "text/html", "<p>"))));

    [Fact]
    public void What_a_server_answers_before_it_chose_an_operation_breaks_none() => Assert.Empty(Broken(Whole(431, "", "")));

    [Fact]
    public void No_answer_in_time_breaks_one() => Assert.Equal("no-hang: late", Assert.Single(Broken(new Answer(AnswerKind.Late, null, "no reply within 3 s"))));

    [Fact]
    public void A_connection_that_breaks_off_breaks_one() =>
        Assert.Equal("whole-answers: lost", Assert.Single(Broken(new Answer(AnswerKind.Lost, null, "connection lost"))));

    [Fact]
    public void A_process_that_ended_breaks_one_and_explains_the_lost_connection()
    {
        var trial = Trial(new Answer(AnswerKind.Lost, null, "connection lost")) with { Died = ["shop-1 ended"] };

        Assert.Equal("process-alive: died", Assert.Single(Names(trial)));
    }

    private static IEnumerable<string> Broken(Answer answer) => Names(Trial(answer));

    private static IEnumerable<string> Names(Trial trial) => Oracles.Judge(trial, Rules).Select(breach => $"{breach.Oracle}: {breach.Sign}");

    private static Trial Trial(Answer answer)
    {
        var one = Given.Case(1);
        var request = Wire.Render(one.Steps[0].Draft, Blanks.None, new Uri("http://127.0.0.1"));
        return new Trial { Case = one, Key = "k", Steps = [new StepTrial(one.Steps[0], [new Exchanged(request, answer)])] };
    }

    private static Answer Whole(int status, string type, string body) => new(
        AnswerKind.Whole,
        new Reply
        {
            Status = status,
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = type },
            Body = Encoding.UTF8.GetBytes(body),
            KeepAlive = true,
        },
        null);
}
