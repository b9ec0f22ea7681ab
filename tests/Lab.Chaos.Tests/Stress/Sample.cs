using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Stress;

/// <summary>A small workload of orders, and its planner.</summary>
internal static class Sample
{
    public static readonly OutcomeRules Rules = new()
    {
        Ok = [201],
        Fail = [new DefiniteFailure(409, "sold-out"), new DefiniteFailure(400, null)],
    };

    public static RequestTemplate Template(string? body = """{"event":"{key}","buyer":"{process}"}""") => new()
    {
        Method = "POST",
        Service = "checkout",
        Path = "/orders/{key}",
        Headers = new Dictionary<string, string> { ["Idempotency-Key"] = "{operation}" },
        Body = body,
    };

    public static VolleyPlanner Planner(Uri target, long seed = 42, TimeSpan? timeout = null) => new(
        "run", new Seed(seed), new Workload
        {
            Request = Template(),
            Outcomes = Rules,
            Stock = 5,
            Requests = 10,
            Within = TimeSpan.FromMilliseconds(20),
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
        }, target);

    public static Volley Volley(Uri target, Alignment alignment, int requests, TimeSpan? timeout = null, int number = 0) =>
        Planner(target, timeout: timeout).Plan(number, "event-1", alignment, requests, TimeSpan.FromMilliseconds(20));
}
