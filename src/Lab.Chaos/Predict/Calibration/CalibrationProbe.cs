using Lab.Chaos.Cli;
using Lab.Chaos.Experiments;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Predict.Calibration;

/// <summary>
/// Measures a running system for the predictor, in some ten seconds. It sends what volleys send, to fresh keys, and leaves nothing
/// behind that a volley would not leave. The variant to be measured must be in force.
/// <code>warm up until served requests get no faster -> requests until sold out -> requests after that -> idle -> round trips to the stores</code>
/// </summary>
/// <param name="scenario">What is sent, and how replies are read.</param>
/// <param name="target">The running system.</param>
/// <param name="run">Prefix of keys and operation ids, unique in the target's stores.</param>
/// <param name="seed">Of the trace ids.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class CalibrationProbe(Scenario scenario, ITarget target, string run, Seed seed, TimeProvider time)
{
    /// <summary>Steps of its progress.</summary>
    public const int Stages = 5;

    private const int WantedRequests = 300;
    private const int MostKeys = 60;
    private const double EnoughAlike = 0.9;

    // Seldom enough that requests hardly meet, often enough for a few seconds. Not one right after the other: that keeps caches and
    // processors warmer than volleys find them, and takes two thirds of the time.
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private Uri _address = null!;

    /// <summary>Measures.</summary>
    /// <param name="model">Built from the same scenario and the variant that is in force.</param>
    /// <param name="stage">Told of each of the <see cref="Stages"/>.</param>
    /// <param name="cancellationToken">Ends it; nothing has to be undone.</param>
    /// <exception cref="LabException">The target does not answer.</exception>
    public async Task<CalibratedNumbers> RunAsync(SystemModel model, IStage stage, CancellationToken cancellationToken)
    {
        List<string> notes = [];
        _address = await target.AddressAsync(scenario.Workload.Request.Service, cancellationToken);
        await using var driver = new VolleyDriver(_address, scenario.Workload.Outcomes, time);
        using var setup = new VolleySetup(scenario, target, time);
        var groups = await ProcessGroups.FindAsync(target, model, notes, cancellationToken);
        stage.Say("warming up");
        await new WarmUp(scenario, driver, setup, seed).RunAsync($"{run}-probe-warm", scenario.Workload.Requests, cancellationToken);
        stage.Advance("requests that are served");
        var keys = await KeysAsync(setup, cancellationToken);

        var each = Math.Min(scenario.Workload.Stock, WantedRequests);
        var accepted = await SendAsync(driver, groups, keys, each, after: 0, Outcome.Ok, cancellationToken);
        stage.Advance("requests that are refused");
        var refused = each == scenario.Workload.Stock
            ? await SendAsync(driver, groups, keys, Math.Max(1, WantedRequests / keys.Count), after: each, Outcome.Fail, cancellationToken)
            : null;

        // Last, because compilation goes on in the background for a while after the warm-up.
        stage.Advance("what it uses at rest");
        var idle = await IdleAsync(groups, cancellationToken);
        stage.Advance("round trips to its stores");
        var resources = await new RoundTrips(target, time).ReadAsync(model, notes, cancellationToken);
        stage.Advance("done");
        return CostSplit.Of(
            model,
            new Readings
            {
                Accepted = accepted?.Readings(idle),
                Refused = refused?.Readings(idle),
                Resources = resources,
            },
            notes);
    }

    private int KeysOfRound => Math.Clamp(WantedRequests / scenario.Workload.Stock, 1, MostKeys);

    private async Task<IReadOnlyList<string>> KeysAsync(VolleySetup setup, CancellationToken cancellationToken)
    {
        string[] keys = [.. Enumerable.Range(0, KeysOfRound).Select(n => $"{run}-probe-{n}")];
        foreach (var key in keys)
        {
            await setup.PrepareAsync(key, cancellationToken);
        }

        return keys;
    }

    private async Task<CpuUse?> IdleAsync(ProcessGroups? groups, CancellationToken cancellationToken)
    {
        var (before, started) = (groups?.Read(), time.Nanoseconds());
        await Task.Delay(Idle, time, cancellationToken);
        return before is null ? null : CpuUse.Between(before, groups!.Read(), time.Nanoseconds() - started);
    }

    // Null when too few had the outcome that was to be measured: what the others cost says nothing about it.
    private async Task<Sent?> SendAsync(
        VolleyDriver driver, ProcessGroups? groups, IReadOnlyList<string> keys, int each, int after, Outcome wanted,
        CancellationToken cancellationToken)
    {
        Volley[] volleys =
        [
            .. keys.Select((key, number) => Planner(key).Plan(number, key, Alignment.Unaligned, each, Apart * each, after)),
        ];
        List<Operation> operations = [];
        var (before, started) = (groups?.Read(), time.Nanoseconds());
        foreach (var volley in volleys)
        {
            operations.AddRange(await driver.FireAsync(volley, cancellationToken));
        }

        var use = before is null ? null : CpuUse.Between(before, groups!.Read(), time.Nanoseconds() - started);
        double[] times = [.. operations.Where(operation => operation.Outcome == wanted).Select(operation => (double)(operation.Returned - operation.Sent))];
        return times.Length < EnoughAlike * operations.Count ? null
            : new Sent(times, operations.Count, use);
    }

    private VolleyPlanner Planner(string key) => new(key, seed, scenario.Workload, _address);

    private sealed record Sent(IReadOnlyList<double> Times, int Requests, CpuUse? Use)
    {
        public RequestReadings Readings(CpuUse? idle) => new(Times, Use?.PerRequest(Requests, idle!));
    }
}
