using Lab.Chaos.Setup;
using Lab.Chaos.Tests.Histories;

namespace Lab.Chaos.Tests.Setup;

public sealed class EngineFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read_with_its_reason()
    {
        var choice = new EngineChoice("embedded", "NU1101: 'X' < 13 & not found");
        EngineFile.Write(_folder.Path, choice);

        Assert.Equal(choice, EngineFile.Read(_folder.Path));
    }

    [Fact]
    public void Without_a_file_there_is_no_choice() => Assert.Null(EngineFile.Read(_folder.Path));

    [Fact]
    public void A_file_that_is_no_XML_is_no_choice()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".lab"));
        File.WriteAllText(Path.Combine(_folder.Path, ".lab", "engine.props"), "<Project");

        Assert.Null(EngineFile.Read(_folder.Path));
    }
}
