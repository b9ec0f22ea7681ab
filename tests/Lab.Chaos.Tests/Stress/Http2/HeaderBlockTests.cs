using System.Buffers;
using Lab.Chaos.Stress.Http2;

namespace Lab.Chaos.Tests.Stress.Http2;

public sealed class HeaderBlockTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var block = new ArrayBufferWriter<byte>();
        HeaderBlock.Write(block, ":status", "201");
        HeaderBlock.Write(block, "lab-replica", new string('x', 500));

        var (status, headers) = HeaderBlock.Read(block.WrittenSpan);

        Assert.Equal((201, 500), (status, headers["Lab-Replica"].Length));
    }

    [Theory]
    [InlineData(new byte[] { 0x88 }, 200)]                                        // indexed
    [InlineData(new byte[] { 0x20, 0x8d }, 404)]                                  // after a new size of the table
    [InlineData(new byte[] { 0x48, 0x03, (byte)'4', (byte)'0', (byte)'9' }, 409)] // literal, name indexed
    [InlineData(new byte[] { 0x48, 0x82, 0x64, 0x02 }, 302)]                      // Huffman, RFC 7541, C.6.1
    [InlineData(new byte[] { 0x48, 0x83, 0x64, 0x0e, 0xff }, 307)]                // C.6.2
    public void Every_form_of_a_status_is_read(byte[] block, int expected) => Assert.Equal(expected, HeaderBlock.Read(block).Status);

    [Fact]
    public void A_block_cut_short_is_said_to_be() =>
        Assert.Throws<InvalidDataException>(() => HeaderBlock.Read([0x48, 0x03, (byte)'4']));
}
