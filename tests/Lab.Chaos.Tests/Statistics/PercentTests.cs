using Lab.Chaos.Statistics;

namespace Lab.Chaos.Tests.Statistics;

public sealed class PercentTests
{
    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.012221, "1.2 %")]
    [InlineData(0.000134, "0.013 %")]
    [InlineData(0.0000000004, "0.00000004 %")]
    [InlineData(0.05, "5 %")]
    [InlineData(0.425, "42.5 %")]
    [InlineData(0.99961, "99.961 %")]
    [InlineData(1, "100 %")]
    [InlineData(1.25, "125 %")]
    public void A_share_reads_as_a_percentage_and_a_small_one_never_as_none(double share, string text) =>
        Assert.Equal(text, Percent.Text(share));

    [Fact]
    public void An_interval_names_its_unit_once() =>
        Assert.Equal("22.7 to 59.4 %", Percent.Text(new Interval(0.2266, 0.594)));

    [Theory]
    [InlineData(1, "p = 1")]
    [InlineData(0.4857, "p = 0.49")]
    [InlineData(0.00012, "p = 0.00012")]
    [InlineData(0.0000000123, "p = 0.000000012")]
    [InlineData(1e-40, "p < 0.000000001")]
    [InlineData(0, "p < 0.000000001")]
    public void A_p_value_keeps_two_digits(double p, string text) => Assert.Equal(text, Percent.P(p));
}
