using System.Text;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Bench;

/// <summary>The two ways to fire the same requests at one endpoint.</summary>
internal sealed class Fired : IAsyncDisposable
{
    // A target that outlives a bench has seen the keys of the one before.
    private static readonly string Run = $"bench-{Environment.ProcessId}";

    private readonly VolleyPlanner _planner;
    private readonly VolleyDriver _driver;
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue });
    private readonly Workload _workload;
    private readonly Uri _endpoint;

    public Fired(Uri endpoint, string body, int requests)
    {
        _endpoint = endpoint;
        _workload = new Workload
        {
            Request = new RequestTemplate
            {
                Method = "POST",
                Service = "target",
                Path = endpoint.PathAndQuery,
                Headers = new Dictionary<string, string> { ["Idempotency-Key"] = "{operation}" },
                Body = body,
            },
            Outcomes = new OutcomeRules { Ok = [200, 201, 202], Fail = [new DefiniteFailure(409, null)] },
            Stock = 1,
            Requests = requests,
            Within = TimeSpan.FromMilliseconds(requests * 0.5),   // 2,000 requests a second
            Timeout = TimeSpan.FromSeconds(30),
        };
        var origin = new Uri(endpoint.GetLeftPart(UriPartial.Authority));
        _planner = new VolleyPlanner(Run, new Seed(42), _workload, origin);
        _driver = new VolleyDriver(origin, _workload.Outcomes, TimeProvider.System);
    }

    public async Task<IReadOnlyList<Operation>> VolleyAsync(int number, Alignment alignment) => await _driver.FireAsync(
        _planner.Plan(number, Key(number), alignment, _workload.Requests, _workload.Within), CancellationToken.None);

    /// <summary>What a test would do: all at once through one warm HttpClient.</summary>
    public async Task<VolleySpread> WhenAllAsync(int number)
    {
        var volley = _planner.Plan(number, Key(number), Alignment.Sequential, _workload.Requests, TimeSpan.Zero);
        var stamps = await Task.WhenAll(volley.Requests.Select(PostAsync));
        return new VolleySpread
        {
            Sent = null,
            Received = Spread.Of(stamps.Select(stamp => stamp.Received).OfType<long>())?.Width,
            FirstRead = Spread.Of(stamps.Select(stamp => stamp.FirstRead).OfType<long>())?.Width,
        };
    }

    /// <summary>The key that a volley contends for.</summary>
    public static string Key(int number) => $"{Run}-{number}";

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _driver.DisposeAsync();
    }

    private async Task<(long? Received, long? FirstRead)> PostAsync(PreparedRequest request)
    {
        // The body is taken from the rendered request, so that both clients post the same bytes.
        var bytes = request.Bytes.Span;
        var text = Encoding.UTF8.GetString(bytes[(bytes.IndexOf("\r\n\r\n"u8) + 4)..]);
        using var message = new HttpRequestMessage(HttpMethod.Post, _endpoint);
        message.Content = new StringContent(text, Encoding.UTF8, "application/json");
        message.Headers.Add("Idempotency-Key", request.Id);
        using var reply = await _client.SendAsync(message);
        await reply.Content.ReadAsByteArrayAsync();
        return (Stamp(reply, "Lab-Received"), Stamp(reply, "Lab-First-Read"));
    }

    private static long? Stamp(HttpResponseMessage reply, string header) =>
        reply.Headers.TryGetValues(header, out var values) && long.TryParse(values.First(), out var stamp) ? stamp : null;
}
