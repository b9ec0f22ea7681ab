using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Lab.Contracts.Control;

namespace Lab.Hosting.Tests.Control;

/// <summary>How the tests ask, and what they look at.</summary>
public abstract partial class ControlApiContract<TLab>
{
    private static async Task<string> PingAsync(Uri address)
    {
        using var socket = await ConnectAsync(address);
        await socket.SendAsync("PING\r\n"u8.ToArray(), Cancelled);
        var answer = new byte[7];
        for (var got = 0; got < answer.Length;)
        {
            got += await socket.ReceiveAsync(answer.AsMemory(got), Cancelled);
        }

        return System.Text.Encoding.ASCII.GetString(answer).TrimEnd();
    }

    private static async Task<Socket> ConnectAsync(Uri address) => await TryConnectAsync(address) ?? throw new InvalidOperationException($"{address} refuses.");

    private static async Task<Socket?> TryConnectAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, address.Port, Cancelled);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static async Task<bool> IsBrokenAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1], Cancelled) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static char ProcessState(int pid) => File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1][0];

    private static async Task<string?> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("detail").GetString();

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }

    private async Task<ReplicaInfo> ActAsync(string id, string action)
    {
        using var answer = await lab.Client.PostAsync($"/v1/replicas/{id}/{action}", content: null, Cancelled);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
        return (await answer.Content.ReadFromJsonAsync<ReplicaInfo>(Format, Cancelled))!;
    }

    private async Task<ResourceInfo> ResourceAsync(string name) =>
        (await lab.Client.GetFromJsonAsync<ResourceInfo>($"/v1/resources/{name}", Format, Cancelled))!;

    private async Task<ReplicaInfo> ReplicaAsync(string id) =>
        (await lab.Client.GetFromJsonAsync<ResourceInfo[]>(ControlRoutes.Resources, Format, Cancelled))!
            .SelectMany(r => r.Replicas).Single(r => r.Id == id);

    private async Task<ReplicaInfo> UntilAsync(string id, Func<ReplicaInfo, bool> condition)
    {
        await Eventually.TrueAsync(async () => condition(await ReplicaAsync(id)));
        return await ReplicaAsync(id);
    }

    private async Task<string> ConnectionStringAsync(string name) =>
        (await lab.Client.GetFromJsonAsync<ConnectionStringInfo>($"/v1/resources/{name}/connection-string", Format, Cancelled))!.ConnectionString;

    private async Task OverrideAsync(string name, string? value)
    {
        var change = new EnvironmentChange(new Dictionary<string, string?> { [name] = value });
        using var answer = await lab.Client.PutAsJsonAsync("/v1/resources/echo/environment", change, Format, Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<string[]> VariablesAsync(string name)
    {
        using var client = new HttpClient();
        var replicas = (await ResourceAsync("echo")).Replicas;
        return await Task.WhenAll(replicas.Select(r => client.GetStringAsync(new Uri(r.Endpoint!, $"/env/{name}"), Cancelled)));
    }

    private async Task<string> AskSoloAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri((await ResourceAsync("solo")).Endpoints["http"], path), Cancelled);
    }
}
