using Lab.Chaos.Histories;
using Lab.Contracts;
using Lab.Contracts.Histories;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Histories;

public sealed class DamagedHistoryTests : IDisposable
{
    private static readonly string Header =
        HistoryJson.Text(new HistoryHeader { Format = 1, Scenario = "ticketing", Seed = 42 });

    private static readonly string Volley = HistoryJson.Text(Some.Volley());
    private static readonly string Operation = HistoryJson.Text(new OperationLine(Some.Operation()));

    private readonly TempFolder _folder = new();

    private string Path => _folder.File("history.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_torn_last_line_is_reported_and_everything_before_it_is_kept()
    {
        var history = Read($"{Header}\n{Volley}\n{Operation}\n{Operation[..40]}");

        Assert.Equal("Line 4 was cut short when the run ended and is not counted.", history.Torn);
        Assert.Single(Assert.Single(history.Volleys).Operations);
    }

    /// <summary>A kill may strike between any two bytes.</summary>
    [Fact]
    public void A_run_killed_at_any_byte_leaves_a_readable_file()
    {
        var whole = $"{Header}\n{Volley}\n{Operation}\n";
        for (var length = Header.Length; length <= whole.Length; length++)
        {
            var history = Read(whole[..length]);

            Assert.Equal(length <= Header.Length + 1 + Volley.Length - 1 ? 0 : 1, history.Volleys.Count);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"type\":\"head")]
    public void A_file_without_a_whole_header_is_refused(string text) =>
        Assert.Equal(
            $"{Path} holds no whole line: its run ended before it began. Run it again.", Refused(text));

    [Fact]
    public void A_corrupt_line_in_the_middle_is_refused_with_its_number() =>
        Assert.Equal(
            $"{Path} line 2 is not a line of a history (no JSON object with a known type). "
            + "The file was changed after the run; restore it or run again.",
            Refused($"{Header}\nnot JSON\n{Volley}\n"));

    [Fact]
    public void A_corrupt_last_line_that_was_not_cut_short_is_refused() =>
        Assert.StartsWith($"{Path} line 2 is not", Refused($"{Header}\n{Volley[..20]}\n"), StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_field_is_refused_with_its_place() =>
        Assert.Equal(
            $"{Path} line 2 is not a line of a history (at $.stok). "
            + "The file was changed after the run; restore it or run again.",
            Refused($"{Header}\n{Volley.Replace("stock", "stok", StringComparison.Ordinal)}\n"));

    [Fact]
    public void A_line_without_a_type_is_refused() =>
        Assert.StartsWith($"{Path} line 2 is not", Refused($"{Header}\n{{\"volley\":1}}\n{Volley}\n"), StringComparison.Ordinal);

    [Fact]
    public void Another_format_is_refused_not_guessed_at() =>
        Assert.Equal(
            $"{Path} has format 2; this lab reads format 1. Judge it with the lab that wrote it.",
            Refused(Header.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal) + "\n"));

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal(
            $"No history at {Path}. Name the folder of a run, for example runs/<id>.",
            Assert.Throws<LabException>(() => HistoryReader.Read(Path)).Message);

    [Theory]
    [InlineData("V", "line 1: the file does not begin with a header")]
    [InlineData("HH", "line 2: a second header")]
    [InlineData("HO", "line 2: volley 0 was not started")]
    [InlineData("HVV", "line 3: volley 0 was started before")]
    [InlineData("HVOO", "line 4: operation a was recorded before")]
    [InlineData("HVFF", "line 4: volley 0 has a final state already")]
    public void A_line_out_of_place_is_refused_with_its_number(string order, string problem)
    {
        var final = HistoryJson.Text(new FinalState
        {
            Volley = 0,
            Columns = new Dictionary<string, double?>(),
            Settled = new Dictionary<string, double?>(),
            Records = null,
        });
        var lines = order.Select(letter => letter switch
        {
            'H' => Header,
            'V' => Volley,
            'O' => Operation,
            _ => final,
        });

        Assert.Equal(
            $"{Path} {problem}. The file was changed after the run; restore it or run again.",
            Refused(string.Join('\n', lines) + "\n"));
    }

    private History Read(string text)
    {
        File.WriteAllText(Path, text);
        return HistoryReader.Read(Path);
    }

    private string Refused(string text) => Assert.Throws<LabException>(() => Read(text)).Message;
}
