using System.Globalization;
using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.State;

/// <summary>Reads what the system kept of one key: the columns of the scenario's <c>state</c>, and its <c>records</c>.</summary>
/// <param name="target">Gives the connection strings; read when first needed.</param>
/// <param name="scenario">Names the queries.</param>
/// <param name="time">Clock for invariants that may settle late.</param>
internal sealed class StateReader(ITarget target, Scenario scenario, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, ISource> _sources = [];

    /// <summary>
    /// Reads after recovery. Invariants with a <c>within</c> are looked at until they hold or their time is over; that wait is
    /// the system's, not the lab's, so it counts from the first look.
    /// </summary>
    public async Task<FinalState> ReadAsync(int volley, string key, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var first = await ColumnsAsync(key, cancellationToken);
        var settled = first;
        var late = scenario.Invariants.Where(invariant => invariant is { Holds: not null } && invariant.Within > TimeSpan.Zero).ToList();
        while (late.Any(invariant =>
            time.GetElapsedTime(started) < invariant.Within && StateCheck.IsTrue(invariant.Holds!, settled) is not true))
        {
            await Task.Delay(LookEvery, time, cancellationToken);
            settled = await ColumnsAsync(key, cancellationToken);
        }

        return new FinalState
        {
            Volley = volley,
            Columns = first,
            Settled = settled,
            Records = scenario.Records is { } records
                ? await (await SourceAsync(records.Resource, cancellationToken)).RecordsAsync(records, key, cancellationToken)
                : null,
        };
    }

    /// <summary>Whether every column of a key can be seen: no store is empty, or out of its clients' reach.</summary>
    public async Task<bool> IsSeenAsync(string key, CancellationToken cancellationToken) =>
        (await ColumnsAsync(key, cancellationToken)).Values.All(value => value is not null);

    /// <summary>A glance while requests are under way: what must be true at every moment can be seen broken before the end.</summary>
    public Task<IReadOnlyDictionary<string, double?>> LookAsync(string key, CancellationToken cancellationToken) => ColumnsAsync(key, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }

        _sources.Clear();
    }

    private async Task<IReadOnlyDictionary<string, double?>> ColumnsAsync(string key, CancellationToken cancellationToken)
    {
        var columns = new SortedDictionary<string, double?>(StringComparer.Ordinal);
        foreach (var query in scenario.State)
        {
            var source = await SourceAsync(query.Resource, cancellationToken);
            foreach (var (column, value) in await source.ColumnsAsync(query, key, cancellationToken))
            {
                columns[column] = value;
            }
        }

        return columns;
    }

    private async Task<ISource> SourceAsync(string resource, CancellationToken cancellationToken)
    {
        if (_sources.TryGetValue(resource, out var known))
        {
            return known;
        }

        var connection = await target.ConnectionStringAsync(resource, cancellationToken);
        var kind = scenario.Services.FirstOrDefault(service => service.Name == resource)?.Kind;
        ISource source = kind switch
        {
            ServiceKind.Postgres => new PostgresSource(connection, time),
            ServiceKind.Redis => await RedisSource.ConnectAsync(connection, resource),
            _ => throw new LabException($"State cannot be read from '{resource}': its kind must be redis or postgres."),
        };
        return _sources[resource] = source;
    }

    /// <summary>A number as the system keeps it; null where it keeps none.</summary>
    internal static double? Number(object? value) => value switch
    {
        null or DBNull => null,
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        _ => null,
    };
}
