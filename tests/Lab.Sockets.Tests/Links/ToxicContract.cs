using System.Net.Sockets;
using Lab.Chaos.Links.Polling;
using Lab.Chaos.Links.Toxics;
using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links;

/// <summary>
/// What every toxic must do; inherited once per kind. Each wish is of a toxic so strong that a hit connection never passes the test by
/// itself, so that nothing here depends on how fast the machine is.
/// </summary>
public abstract class ToxicContract
{
    private const int AnHour = 3_600_000;

    /// <summary>A wish that stays for an hour; its kind is what the class is about.</summary>
    internal abstract ToxicWish Wish { get; }

    /// <summary>Whether a connection that is open when the toxic comes is as good as new when it has gone.</summary>
    protected virtual bool OpenConnectionsSurvive => true;

    [Fact]
    public async Task It_hits_a_connection()
    {
        await using var link = Start();
        await HealthyAsync(link);

        await link.Relay.PutAsync("it", Wish);

        await HurtAsync(link);
    }

    [Fact]
    public async Task Taken_off_it_hits_nobody()
    {
        await using var link = Start();
        await link.Relay.PutAsync("it", Wish);

        Assert.True(await link.Relay.RemoveAsync("it"));

        await HealthyAsync(link);
        Assert.Empty(await link.Relay.ToxicsAsync());
    }

    [Fact]
    public async Task It_heals_by_itself_at_its_deadline()
    {
        await using var link = Start();

        await link.Relay.PutAsync("it", Wish with { Milliseconds = 1 });

        await UntilAsync(async () => (await link.Relay.ToxicsAsync()).Count == 0);
        await HealthyAsync(link);
    }

    [Fact]
    public async Task A_second_one_of_the_same_name_takes_its_place()
    {
        await using var link = Start();
        await link.Relay.PutAsync("it", Wish);

        await link.Relay.PutAsync("it", Wish with { Share = 0 });

        await HealthyAsync(link);
        Assert.Equal(0, Assert.Single(await link.Relay.ToxicsAsync()).Wish.Share);
    }

    [Fact]
    public async Task The_seed_says_which_connections_it_hits()
    {
        var wish = Wish with { Share = 0.5, Seed = 7 };
        bool[] hit = [.. Enumerable.Range(0, 8).Select(number => Victim.IsHit(wish, number))];
        Assert.Equal([false, true], hit.Distinct().Order());
        await using var link = Start();
        await link.Relay.PutAsync("it", wish);

        List<Task> attempts = [];
        foreach (var number in Enumerable.Range(0, hit.Length))
        {
            attempts.Add(await BeginAsync(link));
        }

        await Task.WhenAll(attempts.Where((_, number) => !hit[number])).WaitAsync(Wires.Patience);
        await Task.Delay(Wires.Glance, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(hit, attempts.Select(attempt => !attempt.IsCompletedSuccessfully));
        Assert.Equal(hit.Count(yes => yes), Assert.Single(await link.Relay.ToxicsAsync()).Connections);
    }

    [Fact]
    public async Task An_open_connection_survives_it_or_not_as_its_kind_says()
    {
        await using var link = Start();
        using var socket = await link.ConnectAsync();
        await TalkAsync(socket);

        await link.Relay.PutAsync("it", Wish);
        if (!OpenConnectionsSurvive)
        {
            var ended = Wires.EndAsync(socket);
            await NudgeAsync(socket);
            await ended.WaitAsync(Wires.Patience);
            return;
        }

        await link.Relay.RemoveAsync("it");
        await TalkAsync(socket).WaitAsync(Wires.Patience);
    }

    [Fact]
    public async Task Nothing_is_lost_or_reordered_once_it_has_healed()
    {
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync, Poller);
        using var before = await link.ConnectAsync();
        await Wires.EchoAsync(before);
        await link.Relay.PutAsync("it", Wish);
        var socket = before;
        if (!OpenConnectionsSurvive)
        {
            await link.Relay.RemoveAsync("it");
            socket = await link.ConnectAsync();
        }

        var sent = new byte[3_000_000];
        new Lab.Contracts.Seed(1).Stream("bytes").NextBytes(sent);
        var sending = Wires.SendAllAsync(socket, sent, TestContext.Current.CancellationToken);
        await Task.Delay(Wires.Glance, TimeProvider.System, TestContext.Current.CancellationToken);
        var received = Wires.ReceiveAsync(socket, sent.Length);
        await link.Relay.RemoveAsync("it");

        await sending.WaitAsync(Wires.Patience);
        Assert.True((await received.WaitAsync(Wires.Patience)).SequenceEqual(sent), "what came back is not what was sent");
        socket.Dispose();
    }

    /// <summary>The poller of the links; the one of this system unless said.</summary>
    private protected virtual IPoller Poller => IPoller.Create();

    /// <summary>Milliseconds that outlast every test.</summary>
    private protected static int Forever => AnHour;

    /// <summary>What the server behind the link does.</summary>
    private protected virtual Task ServeAsync(Socket client, CancellationToken ended) => LinkUnderTest.EchoAsync(client, ended);

    /// <summary>An exchange that only a connection without this toxic gets through; may leave it unusable.</summary>
    private protected virtual Task TryAsync(Socket socket) => TalkAsync(socket);

    /// <summary>An exchange that leaves the connection as it was.</summary>
    private protected virtual Task TalkAsync(Socket socket) => Wires.EchoAsync(socket);

    /// <summary>What makes a toxic that ends connections act on one that is open.</summary>
    private protected virtual Task NudgeAsync(Socket socket) => Task.CompletedTask;

    private LinkUnderTest Start() => new(ServeAsync, Poller);

    private async Task HealthyAsync(LinkUnderTest link) => await (await BeginAsync(link)).WaitAsync(Wires.Patience);

    private async Task HurtAsync(LinkUnderTest link)
    {
        var attempt = await BeginAsync(link);
        await Task.Delay(Wires.Glance, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(attempt.IsCompletedSuccessfully, "the connection works as if nothing were on the link");
    }

    // Connections are made one after the other, so that their numbers are known; what comes of them may take as long as it likes.
    private async Task<Task> BeginAsync(LinkUnderTest link)
    {
        Socket socket;
        try
        {
            socket = await link.ConnectAsync();
        }
        catch (SocketException refused)
        {
            return Task.FromException(refused);
        }

        return CarryOutAsync(socket);
    }

    private async Task CarryOutAsync(Socket socket)
    {
        using (socket)
        {
            await TryAsync(socket);
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Wires.Patience, TimeProvider.System);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, limit.Token);
        }
    }
}
