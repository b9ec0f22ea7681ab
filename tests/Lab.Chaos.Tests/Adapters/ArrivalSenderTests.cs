using System.Collections.Concurrent;
using Lab.Chaos.Adapters;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress.Loads;
using Lab.Chaos.Stress.Schedules;
using Lab.Chaos.Tests.Stress;
using Lab.Contracts;
using Lab.Contracts.Histories;
using Operation = Lab.Chaos.Stress.Loads.Sample;
using Sample = Lab.Chaos.Tests.Stress.Sample;

namespace Lab.Chaos.Tests.Adapters;

/// <summary>What a foreign driver begins, sent by the lab, against a server made of a socket.</summary>
public sealed class ArrivalSenderTests
{
    private readonly ConcurrentQueue<Operation> _samples = [];

    [Fact]
    public async Task Every_arrival_is_recorded_and_counts_from_when_it_began()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Created);
        using var sender = Sender(server.Url);
        await sender.ReachAsync(TestContext.Current.CancellationToken);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => SendAsync(sender, number)));

        Assert.All(outcomes, outcome => Assert.Equal(Outcome.Ok, outcome));
        Assert.Equal(Enumerable.Range(0, 10), _samples.Select(sample => sample.Number).Order());
        Assert.All(_samples, sample => Assert.Equal((Outcome.Ok, 201, "inventory-2", 17), (sample.Outcome, sample.Status, sample.Replica, sample.Received)));
        Assert.All(_samples, sample => Assert.True(sample.Scheduled <= sample.Sent && sample.Sent <= sample.Returned));
        Assert.Equal((10, 0, (string?)null), (sender.Tally().Begun, sender.Tally().Unsent, sender.Tally().CutShort));
        Assert.True(sender.Tally().Elapsed > 0);
    }

    [Fact]
    public async Task What_finds_no_free_connection_is_counted_and_never_sent_later()
    {
        await using var server = new ScriptedServer(_ => "");
        using var sender = Sender(server.Url, connections: 2, timeout: TimeSpan.FromMilliseconds(300));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => SendAsync(sender, number)));

        Assert.Equal([Outcome.Info, Outcome.Info, null, null, null], outcomes);
        Assert.Equal((2, 3), (sender.Tally().Begun, sender.Tally().Unsent));
        Assert.All(_samples, sample => Assert.Equal((Outcome.Info, "no reply within 0.3 s"), (sample.Outcome, sample.Error)));
    }

    [Fact]
    public async Task A_reset_is_info_and_a_server_that_is_gone_takes_nothing_more()
    {
        await using var server = new ScriptedServer(_ => null);
        using var sender = Sender(server.Url);

        Assert.Equal(Outcome.Info, await SendAsync(sender, 0));
        server.StopListening();
        Assert.Null(await SendAsync(sender, 1));

        Assert.Equal((1, 1), (sender.Tally().Begun, sender.Tally().Unsent));
        Assert.StartsWith("receive: ", Assert.Single(_samples).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_one_message()
    {
        using var sender = Sender(new Uri("http://127.0.0.1:9"));

        var refused = await Assert.ThrowsAsync<LabException>(() => sender.ReachAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("Nothing accepts connections at http://127.0.0.1:9/ (connect: ConnectionRefused).", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_step_uses_an_earlier_answer_and_its_absence_ends_the_session()
    {
        await using var server = new ScriptedServer(number => number switch
        {
            0 => "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"orderId\":\"o-7\"}",
            _ => ScriptedServer.Created,
        });
        var order = new SessionStep { Request = Sample.Template(), Capture = new Dictionary<string, string> { ["order"] = "$.orderId" } };
        var read = new SessionStep { Request = Sample.Template() with { Path = "/orders/{order}" } };
        using var sender = Sender(server.Url, sessions: [new SessionTemplate("order", 1, [order, read])]);

        Assert.Equal(Outcome.Ok, await SendAsync(sender, 0));
        Assert.Equal(Outcome.Ok, await SendAsync(sender, 1));

        Assert.Equal([(0, 0), (0, 1), (1, 0)], _samples.Select(sample => (sample.Number, sample.Step)));
        Assert.Equal((2, 1), (sender.Tally().Begun, sender.Tally().Uncaptured));
    }

    private static Task<Outcome?> SendAsync(ArrivalSender sender, int number) =>
        sender.SendAsync(number, number, TestContext.Current.CancellationToken);

    private ArrivalSender Sender(Uri target, int connections = 20, TimeSpan? timeout = null, IReadOnlyList<SessionTemplate>? sessions = null)
    {
        var workload = new Workload
        {
            Request = Sample.Template(),
            Outcomes = Sample.Rules,
            Stock = 5,
            Requests = 10,
            Within = TimeSpan.FromMilliseconds(20),
            Timeout = timeout ?? TimeSpan.FromSeconds(10),
            Sessions = sessions ?? [],
        };
        var order = new LoadOrder { Open = new ConstantRate(10, TimeSpan.FromSeconds(1)), Connections = connections };
        return new ArrivalSender(LoadPlanner.Plan("run", 0, new Seed(42), workload, order, target), target, _samples.Enqueue, TimeProvider.System);
    }
}
