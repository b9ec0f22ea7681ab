using Lab.Control.Backing;
using Npgsql;

namespace Lab.Hosting.Tests.Backing;

public sealed class LocalServerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_killed_and_started_again_answers_on_the_same_port()
    {
        await using var redis = await LocalRedis.StartAsync(new LocalServerOptions(), Cancelled);
        var (port, pid) = (redis.Port, redis.Pid);

        await redis.KillAsync();
        Assert.False(await RedisProbe.AnswersAsync(port, Cancelled));
        await redis.StartAgainAsync(Cancelled);

        Assert.True(await RedisProbe.AnswersAsync(port, Cancelled));
        Assert.NotEqual(pid, redis.Pid);
    }

    [Fact]
    public async Task PostgreSQL_killed_and_started_again_keeps_what_was_committed()
    {
        await using var postgres = await LocalPostgres.StartAsync(new LocalServerOptions { Database = "shop" }, Cancelled);
        await ExecuteAsync(postgres, "create table orders(id int)");
        await ExecuteAsync(postgres, "insert into orders values (42)");

        await postgres.KillAsync();
        await postgres.StartAgainAsync(Cancelled);

        Assert.Equal(42, await ExecuteAsync(postgres, "select id from orders"));
    }

    [Fact]
    public async Task PostgreSQL_takes_three_hundred_connections_and_acknowledges_only_what_is_committed()
    {
        await using var postgres = await LocalPostgres.StartAsync(new LocalServerOptions(), Cancelled);

        Assert.Equal("300", await ExecuteAsync(postgres, "show max_connections"));
        Assert.Equal("on", await ExecuteAsync(postgres, "show synchronous_commit"));
    }

    [Fact]
    public async Task Nothing_is_left_in_the_temporary_folder()
    {
        var folder = await TempRoot.CreateFolderAsync("test", Cancelled);
        await using (await LocalPostgres.StartAsync(new LocalServerOptions { Folder = folder }, Cancelled))
        {
            Assert.True(Directory.Exists(Path.Combine(folder, "data")));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Two_servers_starting_together_do_not_meet()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => LocalPostgres.StartAsync(new LocalServerOptions(), Cancelled)));

        Assert.Equal(2, servers.Select(s => s.Port).Distinct().Count());
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<object?> ExecuteAsync(LocalPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
