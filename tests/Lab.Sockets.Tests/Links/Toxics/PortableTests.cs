using Lab.Chaos.Links.Polling;
using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

/// <summary>The same relay with the poller of systems that have no epoll.</summary>
public sealed class PortableTests : ToxicContract
{
    internal override ToxicWish Wish => new() { Kind = ToxicKind.Latency, DelayMilliseconds = 300_000, Milliseconds = Forever };

    private protected override IPoller Poller => new SelectPoller();
}
