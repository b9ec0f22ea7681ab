using Lab.Chaos.Links.Toxics;
using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links;

public sealed class ToxicContractsTests
{
    [Fact]
    public void Every_kind_of_toxic_is_known_once() =>
        Assert.Equal(Enum.GetValues<ToxicKind>().Order(), KnownToxics.All.Select(rule => rule.Kind).Order());

    [Fact]
    public void Every_kind_of_toxic_has_its_contract()
    {
        var tested = typeof(ToxicContract).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ToxicContract)) && !type.IsAbstract)
            .Select(type => ((ToxicContract)Activator.CreateInstance(type)!).Wish.Kind);

        Assert.Equal([], KnownToxics.All.Select(rule => rule.Kind).Except(tested));
    }
}
