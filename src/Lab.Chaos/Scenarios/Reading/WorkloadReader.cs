using Lab.Chaos.Scenarios.Yaml;
using Lab.Chaos.Stress;
using Lab.Chaos.Stress.Thresholds;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>workload</c>, and refuses volleys that could prove nothing.</summary>
internal sealed class WorkloadReader(ServiceBook services)
{
    public const int MaxStock = 1_000_000;

    /// <summary>Each is set up before a load and read after it.</summary>
    private const int MaxKeys = 10_000;

    /// <summary>Each request of a volley is a connection of its own; more than this and ports run out before the code is tested.</summary>
    public const int MaxRequests = VolleyPlanner.MostRequests;

    public Workload? Read(Field? field)
    {
        if (field?.Section(Grammar.Workload) is not { } section)
        {
            return null;
        }

        RequestReader requests = new(services);
        RequestTemplate? setup = requests.Read(section["setup"], Placeholders.OfSetup);
        RequestTemplate? request = requests.ReadContended(section["request"]);
        IReadOnlyList<MixedRequest> mix = new MixReader(requests, request).Read(section["mix"]);
        OutcomeRules? outcomes = OutcomesReader.Read(section["outcomes"]);
        int? stock = section["stock"] is { } units ? units.Integer(1, MaxStock) : 1;
        int? count = section["requests"]?.Integer(1, MaxRequests);
        TimeSpan? within = section["within"]?.Duration();
        TimeSpan? timeout = section["timeout"]?.Duration();
        CheckDemand(section, stock, count);
        KeySpread? keys = Keys(section["keys"]);
        IReadOnlyList<SessionTemplate> sessions = new SessionsReader(requests, request).Read(section["sessions"]);
        IReadOnlyList<string> thresholds = Thresholds(section["thresholds"]);
        if (request is null || outcomes is null || stock is null || count is null || within is null || timeout is null)
        {
            return null;
        }

        return new Workload
        {
            Setup = setup,
            Request = request,
            Mix = mix,
            Outcomes = outcomes,
            Stock = stock.Value,
            Requests = count.Value,
            Within = within.Value,
            Timeout = timeout.Value,
            Keys = keys ?? new KeySpread(1, 0),
            Sessions = sessions,
            Thresholds = thresholds,
        };
    }

    private static KeySpread? Keys(Field? field)
    {
        Section? section = field?.Section(Grammar.WorkloadKeys);
        double? zipf = section?["zipf"] is { } exponent ? exponent.NotNegative(10) : 0;

        return section?["count"]?.Integer(1, MaxKeys) is { } count && zipf is { } skew ? new KeySpread(count, skew) : null;
    }

    private static List<string> Thresholds(Field? field)
    {
        List<string> thresholds = [];
        foreach (Field item in field?.Items(Threshold.Example) ?? [])
        {
            if (item.Text() is not { } text)
            {
                continue;
            }

            thresholds.Add(text);
            if (Threshold.Parse(text, out string? problem) is null)
            {
                item.Wrong(problem!);
            }
        }

        return thresholds;
    }

    private static void CheckDemand(Section section, int? stock, int? requests)
    {
        if (section["stock"] is not null && requests <= stock)
        {
            section["requests"]!.Wrong(
                $"'workload.requests' is {requests} for a stock of {stock}; a volley that cannot sell out proves nothing. "
                + $"Raise it above the stock, for example {stock * 4L}.");
        }
    }
}
