using System.Globalization;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Predict.Calibration;

/// <summary>
/// Says which part of a request's time and processor time belongs to which step. What decides a race is the time between the step that
/// looks and the step that takes, so the split starts there: an accepted request does exactly those steps more than a refused one.
/// <code>
/// refused    |-- entry --|-- look --|- reply -|
/// accepted   |-- entry --|-- look --|-- call --|-- take --|-- store --|- reply -|
///                                    '------- accepted - refused -------'
/// </code>
/// <list type="bullet">
/// <item>Processor time c of one step of a service: (accepted - refused) / (uses accepted - uses refused). What a refused request uses
/// beyond its own steps is the entry's.</item>
/// <item>Share f that is waited for: the time between that no resource takes, divided by the processor time between, at most 1. Processor time
/// beyond it cannot have been waited for.</item>
/// <item>Processor time of a step in the model: f c. Of the entry: its own, as far as a refused request has time for it.</item>
/// <item>Latency of a resource: its round trip less f c. Latency of called http services: theirs as given, and an equal part of what
/// then remains. Latency of the entry: what remains of a refused request's time.</item>
/// </list>
/// </summary>
internal sealed class CostSplit
{
    // A distribution needs a median above 0; below this nothing on loopback answers.
    private const double Least = 10_000;
    private const double LeastOnPath = 0.05;

    private readonly SystemModel _model;
    private readonly OperationPath _path;
    private readonly Readings _readings;
    private readonly Dictionary<string, double> _cpu = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sampled<Latency>> _latencies = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private double _entryCpu;
    private double _entryWaited;
    private double _onPath = 1;

    private CostSplit(SystemModel model, Readings readings) => (_model, _path, _readings) = (model, OperationPath.Of(model), readings);

    /// <summary>The numbers that the readings support.</summary>
    /// <param name="model">Whose operation was sent.</param>
    /// <param name="readings">What was seen.</param>
    /// <param name="notes">What is to be said already.</param>
    public static CalibratedNumbers Of(SystemModel model, Readings readings, IReadOnlyList<string> notes)
    {
        var split = new CostSplit(model, readings);
        split._notes.AddRange(notes);
        split.SplitCpu();
        split.SplitTimes();
        return split.Numbers();
    }

    private bool HasCpu => _readings.Accepted?.Cpu is not null;

    private bool HasBoth => _readings is { Accepted: not null, Refused: not null } && _path.After.Any();

    private void SplitCpu()
    {
        if (_readings.Accepted?.Cpu is not { } accepted)
        {
            return;
        }

        var refused = HasBoth ? _readings.Refused!.Cpu : null;
        foreach (var service in _model.Services.Select(service => service.Name))
        {
            var after = OperationPath.Uses(_path.After, service);
            var uses = OperationPath.Uses(_path.Accepted, service);
            var all = accepted.GetValueOrDefault(service);
            var cpu = refused is not null && after > 0 ? Math.Max(0, all - refused.GetValueOrDefault(service)) / after
                : uses > 0 ? all / uses
                : 0;
            if (uses > 0)
            {
                _cpu[service] = cpu;
            }
        }

        var (of, hops) = refused is null ? (accepted, _path.Accepted) : (refused, _path.Refused);
        _entryCpu = of.Sum(group => Math.Max(0, group.Value - (OperationPath.Uses(hops, group.Key) * _cpu.GetValueOrDefault(group.Key))));
    }

    private void SplitTimes()
    {
        if (_readings.Accepted is not { } accepted)
        {
            _notes.Add("No request was served, so only round trips to resources were measured.");
            ResourceLatencies();
            return;
        }

        var time = Spread.Of(accepted.Times);
        var refused = HasBoth ? Spread.Of(_readings.Refused!.Times) : new Spread(0, 0);
        if (!HasBoth)
        {
            _notes.Add("No request was refused by a guard, so the steps' times were taken from served requests alone; the entry has a part as any http step has.");
        }

        Hop[] between = HasBoth ? [.. _path.After] : [.. _path.Accepted];
        var left = time - refused - Resources(between);
        var stubs = Http(between).Sum(name => _model.Services.First(service => service.Name == name).Latency is { Origin: Origin.Given } given ? given.Value.Median.TotalNanoseconds : 0);
        var work = between.Sum(hop => Cpu(hop.From) + (IsMeasured(hop.To) ? 0 : Cpu(hop.To)));
        if (work > 0)
        {
            _onPath = Math.Clamp((left.Median - stubs) / work, LeastOnPath, 1);
        }

        ResourceLatencies();
        var remainder = left with { Median = left.Median - (_onPath * work) };
        string[] entered = HasBoth ? [_path.Service, .. Http(_path.Refused)] : [_path.Service];
        string[] called = [.. Http(between)];
        if (HasBoth)
        {
            var entry = refused - Resources(_path.Refused);
            entry = entry with { Median = entry.Median - (_onPath * _path.Refused.Sum(hop => Cpu(hop.From) + (IsMeasured(hop.To) ? 0 : Cpu(hop.To)))) };
            Put(WithoutEntry(entry), entered, _readings.Refused!.Times.Count, "before its guard");
            Put(remainder, called, accepted.Times.Count, "after its guard");
        }
        else
        {
            Put(WithoutEntry(remainder), [.. entered, .. called], accepted.Times.Count, "from end to end");
        }
    }

    // The entry's processor time is waited for as far as there is time for it.
    private Spread WithoutEntry(Spread left)
    {
        _entryWaited = Math.Clamp(left.Median, 0, _entryCpu);
        return left with { Median = left.Median - _entryWaited };
    }

    private void ResourceLatencies()
    {
        foreach (var (name, readings) in _readings.Resources)
        {
            var spread = RoundTrip(name);
            _latencies[name] = new(Latency(spread with { Median = spread.Median - (_onPath * Cpu(name)) }), readings.Look.Count + readings.Change.Count);
        }
    }

    // Equal parts, because nothing tells one hop from another.
    private void Put(Spread remainder, string[] hops, int samples, string where)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(remainder.Median) / 1e6:0.00} ms");
        if (remainder.Median < 0)
        {
            _notes.Add($"The parts of a request {where} sum up to {text} more than it takes.");
        }
        else
        {
            _notes.Add(hops.Length == 0 ? $"{text} of a request {where} belong to no step, and no http step is there to hold them."
                : $"{text} of a request {where} belong to no store and no processor; put on the http hops to {string.Join(", ", hops.Distinct())}.");
        }

        foreach (var name in hops.Distinct())
        {
            _latencies[name] = new(Latency(remainder * (1.0 / hops.Length)), samples);
        }
    }

    private CalibratedNumbers Numbers() => new()
    {
        Services =
        [
            .. _model.Services.Select(service => service.Name).Where(name => _latencies.ContainsKey(name) || _cpu.ContainsKey(name)).Select(name =>
                new CalibratedService(
                    name,
                    _latencies.GetValueOrDefault(name),
                    _cpu.TryGetValue(name, out var cpu) ? new(Time(_onPath * cpu), _readings.Accepted!.Times.Count) : null)),
        ],
        Cores = HasCpu ? Environment.ProcessorCount : null,
        Entry = HasCpu ? new(Time(_entryWaited), (_readings.Refused ?? _readings.Accepted!).Times.Count) : null,
        OnPath = _onPath,
        Accepted = Times(_readings.Accepted),
        Refused = Times(_readings.Refused),
        CpuAccepted = Times(_readings.Accepted?.Cpu),
        CpuRefused = Times(_readings.Refused?.Cpu),
        Notes = _notes,
    };

    private double Cpu(string service) => _cpu.GetValueOrDefault(service);

    private bool IsMeasured(string service) => _readings.Resources.ContainsKey(service);

    private IEnumerable<string> Http(IEnumerable<Hop> hops) => hops.Select(hop => hop.To).Where(name => !IsMeasured(name));

    private Spread Resources(IEnumerable<Hop> hops) =>
        hops.Where(hop => IsMeasured(hop.To)).Aggregate(new Spread(0, 0), (sum, hop) => sum + Of(_readings.Resources[hop.To], hop.Changes));

    // The model has one latency a service: that of its steps there, changes and looks as often as the operation has them.
    private Spread RoundTrip(string name)
    {
        bool[] changes = [.. _path.Accepted.Where(hop => hop.To == name).Select(hop => hop.Changes)];
        return changes.Length == 0 ? Of(_readings.Resources[name], changes: false)
            : changes.Select(change => Of(_readings.Resources[name], change)).Aggregate((a, b) => a + b) * (1.0 / changes.Length);
    }

    private static Spread Of(ResourceReadings readings, bool changes) => Spread.Of(changes && readings.Change.Count > 0 ? readings.Change : readings.Look);

    private static Latency Latency(Spread spread)
    {
        var median = Math.Max(Least, spread.Median);
        return new(Time(median), Time(median + Math.Max(0, spread.Excess)));
    }

    private static Sampled<Latency>? Times(RequestReadings? readings) =>
        readings is null ? null : new(Latency(Spread.Of(readings.Times)), readings.Times.Count);

    private static Dictionary<string, TimeSpan> Times(IReadOnlyDictionary<string, double>? cpu) =>
        cpu?.ToDictionary(group => group.Key, group => Time(group.Value), StringComparer.Ordinal) ?? [];

    private static TimeSpan Time(double nanoseconds) => TimeSpan.FromTicks((long)Math.Round(nanoseconds / TimeSpan.NanosecondsPerTick));

    /// <summary>Two quantiles, ns, that are added and taken off each other as if slow parts came together: what is left for a part is then never too wide.</summary>
    /// <param name="Median">Half of the times are shorter.</param>
    /// <param name="Excess">By how much the 99th percentile exceeds the median.</param>
    private readonly record struct Spread(double Median, double Excess)
    {
        public static Spread Of(IReadOnlyList<double> times)
        {
            var median = Quantiles.Median(times);
            return new(median, Quantiles.Of(times, 0.99) - median);
        }

        public static Spread operator +(Spread a, Spread b) => new(a.Median + b.Median, a.Excess + b.Excess);

        public static Spread operator -(Spread a, Spread b) => new(a.Median - b.Median, a.Excess - b.Excess);

        public static Spread operator *(Spread a, double factor) => new(a.Median * factor, a.Excess * factor);
    }
}
