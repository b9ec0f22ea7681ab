using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

public sealed class LossTests : ToxicContract
{
    internal override ToxicWish Wish => new() { Kind = ToxicKind.Loss, Loss = 1, Milliseconds = Forever };
}
