using System.Net;
using System.Net.Http.Json;
using Lab.Contracts.Control;

namespace Lab.Hosting.Tests.Control;

/// <summary>Scheduling first.</summary>
public abstract partial class ControlApiContract<TLab>
{
    [Fact]
    public async Task Boosted_a_resource_is_scheduled_first_until_that_is_ended()
    {
        var pid = (await ReplicaAsync("solo")).Pid!.Value;
        var before = Niceness(pid);

        await BoostAsync("solo", 20_000);
        var boosted = Niceness(pid);
        using var ended = await lab.Client.DeleteAsync("/v1/resources/solo/boost", Cancelled);

        Assert.All(boosted, nice => Assert.Equal(-15, nice));
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.All(Niceness(pid), nice => Assert.Equal(before[0], nice));
    }

    [Fact]
    public async Task A_boost_ends_by_itself()
    {
        var pid = (await ReplicaAsync("solo")).Pid!.Value;

        await BoostAsync("solo", 1);

        await Eventually.TrueAsync(() => Task.FromResult(Niceness(pid)[0] == 0));
    }

    [Fact]
    public async Task A_boost_of_a_process_that_was_killed_ends_without_harm_to_its_successor()
    {
        await BoostAsync("solo", 20_000);
        await ActAsync("solo", "kill");
        var successor = await UntilAsync("solo", r => r.State is ResourceState.Running);

        using var ended = await lab.Client.DeleteAsync("/v1/resources/solo/boost", Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.All(Niceness(successor.Pid!.Value), nice => Assert.Equal(0, nice));
    }

    [Fact]
    public async Task A_boost_for_no_time_is_refused_with_the_range()
    {
        using var answer = await lab.Client.PutAsJsonAsync("/v1/resources/solo/boost", new BoostWish(0), Format, Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("'milliseconds' is 0; it must be 1 to 60000. Example: { \"milliseconds\": 1000 }.", await DetailAsync(answer));
    }

    // Field 19 of each thread's stat; counted from the state, which is field 3.
    private static int[] Niceness(int pid) =>
    [
        .. Directory.EnumerateDirectories($"/proc/{pid}/task").Select(thread => int.Parse(
            File.ReadAllText($"{thread}/stat").Split(") ")[^1].Split(' ')[16], System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private async Task BoostAsync(string name, int milliseconds)
    {
        using var answer = await lab.Client.PutAsJsonAsync($"/v1/resources/{name}/boost", new BoostWish(milliseconds), Format, Cancelled);
        answer.EnsureSuccessStatusCode();
        var boost = await answer.Content.ReadFromJsonAsync<BoostAnswer>(Format, Cancelled);
        if (boost!.Processes == 0 && !Environment.IsPrivilegedProcess)
        {
            Assert.Skip("this user may not put processes first");
        }

        Assert.Equal(new BoostAnswer(1, null), boost);
    }
}
