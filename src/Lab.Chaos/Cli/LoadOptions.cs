using System.CommandLine;
using System.Globalization;
using Lab.Chaos.Adapters;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Chaos.Stress.Loads;
using Lab.Chaos.Stress.Schedules;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary>The options that ask for a load in place of volleys, and what they come to.</summary>
internal sealed class LoadOptions
{
    private const int MostClients = LoadPlan.MostConnections;

    // A peak that most systems are not sized for, and stairs from a fifth up.
    private const double SpikeTimes = 5;
    private const int Stairs = 5;

    private static readonly TimeSpan DefaultLength = TimeSpan.FromSeconds(10);
    private static readonly string[] Shapes = ["constant", "poisson", "ramp", "spike", "step"];

    public Option<string?> Rate { get; } = new("--rate") { Description = "Open model: requests a second, sent when they are due whatever became of those before." };

    public Option<string?> For { get; } = new("--for") { Description = $"How long a load lasts (10s, 2m); {DefaultLength.TotalSeconds:0} s when not given." };

    public Option<string?> Shape { get; } = new("--shape") { Description = $"Of --rate: {string.Join(", ", Shapes)}; constant when not given." };

    public Option<string?> Schedule { get; } = new("--schedule") { Description = $"Open model in phases: {ScheduleText.Example}." };

    public Option<int?> Clients { get; } = CommonOptions.Between(
        new Option<int?>("--clients") { Description = "Closed model: so many clients, each of which waits for its answer." }, 1, MostClients, 50);

    public Option<string?> Think { get; } = new("--think") { Description = "Closed model: how long a client thinks before it asks again; 0 when not given." };

    public Option<int?> Connections { get; } = CommonOptions.Between(
        new Option<int?>("--connections") { Description = $"Most requests of an open load in flight; {LoadPlan.DefaultConnections} when not given." }, 1, LoadPlan.MostConnections, 200);

    public Option<string?> Driver { get; } = new("--driver") { Description = $"Who sends a load: {string.Join(" or ", BuiltIn.LoadDrivers)}; lab when not given. nbomber smears arrivals and needs a licence in organisations." };

    public IReadOnlyList<Option> All => [Rate, For, Shape, Schedule, Clients, Think, Connections, Driver];

    /// <summary>Null when no load was asked for.</summary>
    /// <exception cref="LabException">The options contradict each other or cannot be read; all problems at once.</exception>
    public LoadOrder? Read(ParseResult parsed)
    {
        var problems = new List<string>();
        var (rate, shape, schedule, clients) = (parsed.GetValue(Rate), parsed.GetValue(Shape), parsed.GetValue(Schedule), parsed.GetValue(Clients));
        string[] models = [.. new[] { (rate, "--rate"), (schedule, "--schedule"), (clients?.ToString(CultureInfo.InvariantCulture), "--clients") }.Where(model => model.Item1 is not null).Select(model => model.Item2)];
        if (models.Length == 0)
        {
            NBomberPlan.RefuseVolleys(parsed.GetValue(Driver));
            Option[] idle = [.. All.Where(option => parsed.GetResult(option) is not null && option != Connections)];
            return idle.Length == 0 ? null
                : throw new LabException($"{string.Join(" and ", idle.Select(option => option.Name))} shape a load, but none is asked for. Add --rate 200, --schedule or --clients 50.");
        }

        if (models.Length > 1)
        {
            problems.Add($"{string.Join(" and ", models)} are different loads. Give one of them.");
        }

        var length = Duration(parsed.GetValue(For), "--for", problems) ?? DefaultLength;
        var think = Duration(parsed.GetValue(Think), "--think", problems, zero: true) ?? TimeSpan.Zero;
        Refuse(parsed, schedule is not null, [Shape, For], "--schedule says it all", problems);
        Refuse(parsed, clients is null, [Think], "only clients think", problems);
        Refuse(parsed, clients is not null, [Shape, Connections], "a closed load has one connection a client and no shape", problems);
        var open = schedule is not null ? ScheduleText.Parse(schedule, problems) : rate is not null ? Shaped(rate, shape ?? "constant", length, problems) : null;
        var order = new LoadOrder
        {
            Open = open,
            Closed = clients is { } count ? new ClosedModel(count, think, length) : null,
            Connections = clients ?? parsed.GetValue(Connections) ?? LoadPlan.DefaultConnections,
        };
        return problems.Count > 0 ? throw new LabException(problems) : order with { Driver = BuiltIn.LoadDriver(parsed.GetValue(Driver), order) };
    }

    private static ISchedule? Shaped(string text, string shape, TimeSpan length, List<string> problems)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || rate <= 0 || rate > ScheduleText.MostPerSecond)
        {
            problems.Add($"--rate is '{text}'; it must be above 0 and at most {ScheduleText.MostPerSecond:0} requests a second. Example: --rate 200.");
            return null;
        }

        ISchedule? schedule = shape switch
        {
            "constant" => new ConstantRate(rate, length),
            "poisson" => new PoissonRate(rate, length),
            "ramp" => new RampRate(0, rate, length),
            "spike" => new SpikeRate(rate, rate * SpikeTimes, length),
            "step" => new StepRate(rate / Stairs, rate, Stairs, length),
            _ => null,
        };
        var problem = schedule is null ? $"--shape is '{shape}'. {Suggest.Among(shape, Shapes)}" : ScheduleText.Problem(schedule);
        if (problem is not null)
        {
            problems.Add(problem);
        }

        return schedule;
    }

    private static TimeSpan? Duration(string? text, string option, List<string> problems, bool zero = false)
    {
        if (text is null)
        {
            return null;
        }

        var value = DurationText.Parse(text);
        if (value is null || value < TimeSpan.Zero || (value == TimeSpan.Zero && !zero))
        {
            problems.Add($"{option} is '{text}'; it must be a positive duration with its unit. Example: {option} {(zero ? "100ms" : "10s")}.");
        }

        return value;
    }

    private static void Refuse(ParseResult parsed, bool when, Option[] options, string why, List<string> problems) => problems.AddRange(
        options.Where(option => when && parsed.GetResult(option) is not null).Select(option => $"{option.Name} does not fit: {why}. Take it out."));
}
