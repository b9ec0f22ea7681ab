using Lab.Chaos.Links;

namespace Lab.Chaos.Tests.Links;

public sealed class ConnectionOwnersTests
{
    [Theory]
    [InlineData("   3: 0100007F:C0DE 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 53412 1 0000000000000000 20 4 30 10 -1", 0xC0DE, 0x1F90, 53412)]
    [InlineData("   0: 0000000000000000FFFF00000100007F:A3F2 0000000000000000FFFF00000100007F:0050 01 00000000:00000000 00:00000000 00000000     0        0 99 1", 0xA3F2, 80, 99)]
    public void Both_ends_and_the_inode_are_read(string line, int port, int peer, long inode) =>
        Assert.Equal((port, peer, inode), ConnectionOwners.Read(line));

    [Theory]
    [InlineData("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode")]
    [InlineData("   1: 0100007F:C0DE 0100007F:1F90 06 00000000:00000000 03:00000000 00000000     0        0 0 3 0000000000000000")]
    public void Lines_without_an_owner_are_passed_over(string line) => Assert.Null(ConnectionOwners.Read(line));
}
