using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Lab.Contracts.Control;

namespace Lab.Hosting.Tests.Control;

/// <summary>What happens to broken things when whoever broke them has gone.</summary>
public abstract partial class ControlApiContract<TLab>
{
    [Fact]
    public async Task A_hold_answers_at_once_and_keeps_others_out_until_it_is_ended()
    {
        using var held = await HoldAsync();
        using var second = await HoldAsync();
        using var ended = await lab.Client.DeleteAsync(ControlRoutes.Hold, Cancelled);
        using var third = await HoldAsync();
        using var endedToo = await lab.Client.DeleteAsync(ControlRoutes.Hold, Cancelled);

        Assert.Equal(HttpStatusCode.OK, held.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal("", await held.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, endedToo.StatusCode);
    }

    [Fact]
    public async Task The_end_of_a_hold_answers_when_pauses_stops_and_variables_are_undone()
    {
        await OverrideAsync("Mode", "earlier");
        using var held = await HoldAsync();
        await OverrideAsync("Mode", "during");
        await OverrideAsync("Other", "during");
        await ActAsync("echo-1", "pause");
        await ActAsync("solo", "stop");

        using var ended = await lab.Client.DeleteAsync(ControlRoutes.Hold, Cancelled);

        Assert.True(ended.StatusCode == HttpStatusCode.NoContent, await ended.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(["earlier", "earlier"], await VariablesAsync("Mode"));
        Assert.Equal(["(unset)", "(unset)"], await VariablesAsync("Other"));
        Assert.Equal(ResourceState.Running, (await ReplicaAsync("solo")).State);
        await OverrideAsync("Mode", value: null);
    }

    [Fact]
    public async Task Ended_in_good_order_a_hold_may_keep_changed_variables_and_mends_the_rest()
    {
        using var held = await HoldAsync();
        await OverrideAsync("Mode", "kept");
        await ActAsync("echo-1", "pause");

        using var ended = await lab.Client.DeleteAsync($"{ControlRoutes.Hold}?variables={ControlRoutes.KeptVariables}", Cancelled);

        Assert.Equal(["kept", "kept"], await VariablesAsync("Mode"));
        await OverrideAsync("Mode", value: null);
    }

    [Fact]
    public async Task What_was_done_before_a_hold_or_mended_during_it_is_left_alone()
    {
        await ActAsync("solo", "stop");
        var before = (await ReplicaAsync("echo-1")).Pid;
        using var held = await HoldAsync();
        await ActAsync("echo-1", "pause");
        await ActAsync("echo-1", "resume");

        using var ended = await lab.Client.DeleteAsync(ControlRoutes.Hold, Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(ResourceState.Stopped, (await ReplicaAsync("solo")).State);
        Assert.Equal(before, (await ReplicaAsync("echo-1")).Pid);
        await ActAsync("solo", "start");
    }

    [Fact]
    public async Task A_holder_that_is_killed_leaves_a_paused_replica_running_and_a_limited_one_unlimited()
    {
        using var holder = await HoldBySocketAsync();
        using var limited = await lab.Client.PutAsJsonAsync("/v1/replicas/solo/limits", new LimitsChange("250m", null), Format, Cancelled);
        var mayLimit = limited.StatusCode is not HttpStatusCode.Conflict;
        await ActAsync("echo-2", "pause");

        // As the system does for a process that dies with unread data: a reset, no goodbye.
        holder.LingerState = new LingerOption(enable: true, seconds: 0);
        holder.Close();

        await UntilAsync("echo-2", r => r.State is ResourceState.Running);
        using var next = await HoldAsync();   // waits until the first is undone
        using var ended = await lab.Client.DeleteAsync(ControlRoutes.Hold, Cancelled);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(ResourceState.Running, (await ReplicaAsync("solo")).State);
        if (mayLimit)
        {
            Assert.Equal($"{Environment.ProcessorCount}", await AskSoloAsync("/processors"));
        }
    }

    private Task<HttpResponseMessage> HoldAsync() => lab.Client.GetAsync(ControlRoutes.Hold, HttpCompletionOption.ResponseHeadersRead, Cancelled);

    private async Task<Socket> HoldBySocketAsync()
    {
        var address = lab.Client.BaseAddress!;
        var socket = await ConnectAsync(address);
        var request = $"GET {ControlRoutes.Hold} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: {lab.Client.DefaultRequestHeaders.Authorization}\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), Cancelled);
        var answer = new byte[1024];
        var length = await socket.ReceiveAsync(answer, Cancelled);
        Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(answer, 0, length), StringComparison.Ordinal);
        return socket;
    }
}
