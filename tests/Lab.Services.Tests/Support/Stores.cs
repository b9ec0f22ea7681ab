using Lab.Control.Backing;
using Lab.Services.Tests.Support;

[assembly: AssemblyFixture(typeof(Stores))]

namespace Lab.Services.Tests.Support;

/// <summary>Real Redis and PostgreSQL for the whole run. Tests keep apart by event ids of their own; none may stop these servers.</summary>
public sealed class Stores : IAsyncLifetime
{
    public LocalPostgres Postgres { get; private set; } = null!;

    public RedisTrio Redis { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Postgres = await LocalPostgres.StartAsync(
            new LocalServerOptions { Database = "ticketing" }, TestContext.Current.CancellationToken);
        Redis = await RedisTrio.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
