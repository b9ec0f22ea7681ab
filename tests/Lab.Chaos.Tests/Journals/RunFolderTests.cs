using Lab.Chaos.Journals;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Journals;

/// <summary>A run is found by its id, by a unique part of it, or by its folder.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly string _runs = Directory.CreateTempSubdirectory("lab-runs-").FullName;

    public RunFolderTests()
    {
        Directory.CreateDirectory(Path.Combine(_runs, "20260101-120000-ticketing-0a1b"));
        Directory.CreateDirectory(Path.Combine(_runs, "20260102-120000-ticketing-2c3d"));
    }

    [Fact]
    public void A_unique_part_of_the_id_is_enough() =>
        Assert.Equal("20260102-120000-ticketing-2c3d", RunFolder.Find(_runs, "2c3d").Id);

    [Fact]
    public void The_random_end_of_the_id_prefixes_keys() => Assert.Equal("2c3d", RunFolder.Find(_runs, "2c3d").Short);

    [Fact]
    public void A_part_that_fits_two_runs_names_both()
    {
        var problem = Assert.Throws<LabException>(() => RunFolder.Find(_runs, "ticketing"));

        Assert.Equal(
            "'ticketing' is the name of 2 runs: 20260101-120000-ticketing-0a1b, 20260102-120000-ticketing-2c3d. Give more of it.",
            problem.Message);
    }

    [Fact]
    public void A_run_that_is_not_there_shows_the_newest()
    {
        var problem = Assert.Throws<LabException>(() => RunFolder.Find(_runs, "nope"));

        Assert.Equal(
            "No run 'nope'. The newest are: 20260101-120000-ticketing-0a1b, 20260102-120000-ticketing-2c3d.",
            problem.Message);
    }

    [Fact]
    public void Without_any_run_the_mend_is_to_make_one()
    {
        var problem = Assert.Throws<LabException>(() => RunFolder.Find(Path.Combine(_runs, "none"), "nope"));

        Assert.Equal("No run 'nope': there are no runs yet. Make one: ./lab hunt ticketing.", problem.Message);
    }

    public void Dispose() => Directory.Delete(_runs, recursive: true);
}
