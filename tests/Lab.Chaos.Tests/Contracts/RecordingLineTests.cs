using Lab.Contracts.Runs;

namespace Lab.Chaos.Tests.Contracts;

public sealed class RecordingLineTests
{
    [Fact]
    public void What_the_command_writes_is_what_the_host_reads()
    {
        var folder = Path.GetFullPath("runs/20261121-093012-ticketing-3fa1");

        Assert.True(RecordingLine.TryRead(RecordingLine.For(folder), out var read));
        Assert.Equal(folder, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  naive, volley: 4 of 30, clean so far")]
    [InlineData("Recording in the dark")]
    public void Other_lines_name_no_folder(string line)
    {
        Assert.False(RecordingLine.TryRead(line, out _));
    }
}
