using Lab.Control.Processes;

namespace Lab.Hosting.Tests.Processes;

public sealed class ProcFilesTests : IDisposable
{
    private readonly DirectoryInfo _process = Directory.CreateTempSubdirectory("lab-proc-");

    [Theory]
    [InlineData('S')]
    [InlineData('T')]
    public void A_process_that_waits_or_is_paused_is_alive(char state)
    {
        Has(state, threads: 1);

        Assert.True(ProcFiles.IsAlive(_process.FullName));
    }

    [Fact]
    public void A_process_that_waits_to_be_collected_is_not_alive()
    {
        Has('Z', threads: 1);

        Assert.False(ProcFiles.IsAlive(_process.FullName));
    }

    [Fact]
    public void A_process_is_alive_until_the_last_of_its_threads_has_ended()
    {
        Has('Z', threads: 2);

        Assert.True(ProcFiles.IsAlive(_process.FullName));
    }

    [Fact]
    public void A_process_that_is_gone_is_not_alive() => Assert.False(ProcFiles.IsAlive(_process.FullName));

    public void Dispose() => _process.Delete(recursive: true);

    private void Has(char state, int threads)
    {
        File.WriteAllText(Path.Combine(_process.FullName, "stat"), $"42 (Lab (Z) Chaos) {state} 1 42 42 0 -1");
        for (var thread = 42; thread < 42 + threads; thread++)
        {
            _process.CreateSubdirectory($"task/{thread}");
        }
    }
}
