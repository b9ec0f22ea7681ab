using Lab.Chaos.Collect.Decoding;
using Lab.Chaos.Collect.Receiving;

namespace Lab.Chaos.Tests.Collect;

public sealed class GrpcFrameTests
{
    [Fact]
    public void A_message_is_read_from_its_frame()
    {
        var (message, isCompressed) = GrpcFrame.Read(new byte[] { 0, 0, 0, 0, 2, 0x0a, 0x00 });

        Assert.Equal([0x0a, 0x00], message.ToArray());
        Assert.False(isCompressed);
    }

    [Fact]
    public void A_frame_is_what_is_read_again()
    {
        byte[] framed = [.. GrpcFrame.Header(300, isCompressed: true), .. new byte[300]];

        var (message, isCompressed) = GrpcFrame.Read(framed);

        Assert.Equal(300, message.Length);
        Assert.True(isCompressed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000")]
    [InlineData("0000000002aa")]
    [InlineData("0000000001aabb")]
    [InlineData("0200000000")]
    [InlineData("00ffffffff")]
    public void What_is_not_exactly_one_message_is_refused(string hex) =>
        Assert.Throws<MalformedOtlpException>(() => GrpcFrame.Read(Convert.FromHexString(hex)));
}
