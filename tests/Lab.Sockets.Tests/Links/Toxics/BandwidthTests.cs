using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

public sealed class BandwidthTests : ToxicContract
{
    internal override ToxicWish Wish => new() { Kind = ToxicKind.Bandwidth, BytesPerSecond = 1, Milliseconds = Forever };

    [Fact]
    public async Task A_transfer_takes_at_least_as_long_as_its_bytes_need()
    {
        const int Rate = 1_000_000;
        const int Bytes = 150_000;
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);
        using var socket = await link.ConnectAsync();
        await link.Relay.PutAsync("narrow", Wish with { BytesPerSecond = Rate, Direction = ToxicDirection.Downstream });
        var began = TimeProvider.System.GetTimestamp();

        var sending = Wires.SendAllAsync(socket, new byte[Bytes], TestContext.Current.CancellationToken);
        await Wires.ReceiveAsync(socket, Bytes);
        await sending;

        // Less what the bucket may hold.
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, ((double)Bytes / Rate) - 0.02, double.MaxValue);
    }
}
