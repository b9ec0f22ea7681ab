using Lab.Chaos.Statistics;

namespace Lab.Chaos.Tests.Statistics;

public sealed class HolmTests
{
    [Fact]
    public void It_gives_what_R_gives()
    {
        // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjusted([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void One_test_is_left_as_it_is_and_none_are_none()
    {
        Assert.Equal([0.04], Holm.Adjusted([0.04]));
        Assert.Empty(Holm.Adjusted([]));
    }
}
