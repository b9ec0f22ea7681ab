using System.Collections.Concurrent;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress.Loads;
using Lab.Chaos.Stress.Schedules;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Tests.Stress.Loads;

/// <summary>The loop against a server made of a socket.</summary>
public sealed class LoadLoopTests
{
    [Fact]
    public async Task Every_arrival_is_sent_and_answered_and_counts_from_when_it_was_due()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Created);

        var (tally, samples) = await RunAsync(server.Url, new ConstantRate(200, TimeSpan.FromMilliseconds(500)), connections: 100);

        Assert.Equal((100, 0, (string?)null), (tally.Begun, tally.Unsent, tally.CutShort));
        Assert.Equal(Enumerable.Range(0, 100), samples.Select(sample => sample.Number).Order());
        Assert.All(samples, sample => Assert.Equal((Outcome.Ok, 201, "inventory-2", 17), (sample.Outcome, sample.Status, sample.Replica, sample.Received)));
        Assert.All(samples, sample => Assert.True(sample.Scheduled <= sample.Sent && sample.Sent <= sample.Returned));
        var start = samples.Min(sample => sample.Scheduled);
        Assert.All(samples, sample => Assert.Equal(sample.Number * 5_000_000L, sample.Scheduled - start));
    }

    [Fact]
    public async Task What_finds_no_free_connection_is_counted_and_never_sent_later()
    {
        await using var server = new ScriptedServer(_ => "");   // silence: the two connections stay busy

        var (tally, samples) = await RunAsync(
            server.Url, new ConstantRate(100, TimeSpan.FromMilliseconds(300)), connections: 2, timeout: TimeSpan.FromMilliseconds(1500));

        Assert.Equal((2, 28), (tally.Begun, tally.Unsent));
        Assert.All(samples, sample => Assert.Equal((Outcome.Info, "no reply within 1.5 s"), (sample.Outcome, sample.Error)));
    }

    [Fact]
    public async Task A_server_that_stops_in_the_middle_gives_info_and_an_end_and_never_a_hang()
    {
        ScriptedServer? server = null;
        await using (server = new ScriptedServer(number =>
        {
            if (number == 20)
            {
                server!.StopListening();
            }

            return number >= 20 ? null : ScriptedServer.Created;
        }))
        {
            var (tally, samples) = await RunAsync(server.Url, new ConstantRate(100, TimeSpan.FromSeconds(30)), connections: 4);

            Assert.Contains("has accepted a connection for 5 s (connect: ConnectionRefused)", tally.CutShort, StringComparison.Ordinal);
            Assert.Equal(3000, tally.Begun + tally.Unsent);
            Assert.Contains(samples, sample => sample.Outcome == Outcome.Info);
            Assert.Equal(20, samples.Count(sample => sample.Outcome == Outcome.Ok));
        }
    }

    [Fact]
    public async Task Nobody_at_the_address_is_one_message()
    {
        var refused = await Assert.ThrowsAsync<LabException>(() => RunAsync(new Uri("http://127.0.0.1:9"), new ConstantRate(10, TimeSpan.FromSeconds(1))));

        Assert.StartsWith("Nothing accepts connections at http://127.0.0.1:9/ (connect: ConnectionRefused).", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_step_uses_an_earlier_answer_and_a_refusal_ends_the_session()
    {
        await using var server = new ScriptedServer(number => number switch
        {
            0 => "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"orderId\":\"o-7\"}",
            1 => "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n",
            _ => ScriptedServer.Created,
        });
        var order = new SessionStep { Request = Sample.Template(), Capture = new Dictionary<string, string> { ["order"] = "$.orderId" } };
        var look = new SessionStep { Request = Sample.Template(null) with { Method = "GET", Path = "/orders/{order}" } };

        var (tally, samples) = await RunAsync(
            server.Url, new ConstantRate(1, TimeSpan.FromSeconds(1)), sessions: [new SessionTemplate("shop", 1, [order, look, look])]);

        Assert.Equal((1, 0), (tally.Begun, tally.Uncaptured));
        Assert.Equal([(0, Outcome.Ok), (1, Outcome.Info)], samples.OrderBy(sample => sample.Step).Select(sample => (sample.Step, sample.Outcome)));
        Assert.Equal(samples.First(sample => sample.Step == 0).Returned, samples.First(sample => sample.Step == 1).Scheduled);
    }

    [Fact]
    public async Task An_answer_without_what_a_later_step_needs_is_counted()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Created);
        var order = new SessionStep { Request = Sample.Template(), Capture = new Dictionary<string, string> { ["order"] = "$.orderId" } };

        var (tally, samples) = await RunAsync(
            server.Url, new ConstantRate(2, TimeSpan.FromSeconds(1)), sessions: [new SessionTemplate("shop", 1, [order, order])]);

        Assert.Equal((2, 2), (tally.Uncaptured, samples.Count));
    }

    [Fact]
    public async Task Clients_of_the_closed_model_wait_for_their_answers()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Created);

        var (tally, samples) = await RunAsync(server.Url, null, connections: 3);

        Assert.Equal(0, tally.Unsent);
        Assert.Equal([0, 1, 2], samples.Select(sample => sample.Process).Distinct().Order());
        foreach (var client in samples.GroupBy(sample => sample.Process))
        {
            var own = client.OrderBy(sample => sample.Sent).ToList();
            Assert.All(own.Zip(own.Skip(1)), pair => Assert.True(pair.Second.Scheduled >= pair.First.Returned + 10_000_000));
        }
    }

    [Fact]
    public async Task Keys_and_sessions_of_an_arrival_do_not_depend_on_what_was_given_up_before()
    {
        await using var quick = new ScriptedServer(_ => ScriptedServer.Created);
        await using var silent = new ScriptedServer(number => number < 2 ? "" : ScriptedServer.Created);
        var schedule = new ConstantRate(100, TimeSpan.FromMilliseconds(500));

        var all = (await RunAsync(quick.Url, schedule, keys: 5)).Samples.ToDictionary(sample => sample.Number, sample => sample.Key);
        var some = (await RunAsync(silent.Url, schedule, keys: 5, connections: 2, timeout: TimeSpan.FromMilliseconds(200))).Samples;

        Assert.True(all.Values.Distinct().Count() > 1);
        var both = some.Where(sample => all.ContainsKey(sample.Number)).ToList();   // a busy machine gives up some of the quick ones too
        Assert.NotEmpty(both);
        Assert.All(both, sample => Assert.Equal(all[sample.Number], sample.Key));
    }

    private static async Task<(LoadTally Tally, IReadOnlyList<Chaos.Stress.Loads.Sample> Samples)> RunAsync(
        Uri target, ConstantRate? schedule, int connections = 20, TimeSpan? timeout = null, IReadOnlyList<SessionTemplate>? sessions = null, int keys = 1)
    {
        var workload = new Workload
        {
            Request = Sample.Template(),
            Outcomes = Sample.Rules,
            Stock = 5,
            Requests = 10,
            Within = TimeSpan.FromMilliseconds(20),
            Timeout = timeout ?? TimeSpan.FromSeconds(10),
            Keys = new KeySpread(keys, 1),
            Sessions = sessions ?? [],
        };
        var plan = LoadPlanner.Plan("run", 0, new Seed(42), workload, new LoadOrder { Open = schedule, Connections = connections }, target);
        var samples = new ConcurrentQueue<Chaos.Stress.Loads.Sample>();
        long[] offsets = schedule is null ? [] : [.. schedule.Arrivals(new Seed(42).Stream("arrivals"))];
        var tally = await new LoadLoop(plan, target, samples.Enqueue, TimeProvider.System).RunAsync(
            start => schedule is null ? new ClosedPacing(connections, TimeSpan.FromMilliseconds(10), start, start + 200_000_000) : new OpenPacing(offsets, start),
            TestContext.Current.CancellationToken);
        return (tally, [.. samples]);
    }
}
