using System.Globalization;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Stress.Loads;

/// <summary>Turns a scenario's workload into a plan that a <see cref="LoadLoop"/> can drive.</summary>
internal static class LoadPlanner
{
    /// <param name="run">Prefix of ids, unique beyond the run.</param>
    /// <param name="load">Number of the load in the run.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="workload">What to send.</param>
    /// <param name="order">How much of it.</param>
    /// <param name="target">Base address of the service under test, plain http.</param>
    public static LoadPlan Plan(string run, int load, Seed seed, Workload workload, LoadOrder order, Uri target)
    {
        if (target.Scheme != Uri.UriSchemeHttp)
        {
            throw new LabException($"Target {target} is not plain http, and the load driver speaks nothing else. "
                + "Give the http address of the service under target in scenario.yaml.");
        }

        if (workload.Mix.Count > 0 && workload.Sessions.Count == 0)
        {
            throw new LabException("The scenario mixes requests ('workload.mix'), which volleys send and loads do not: its invariants would see nothing. "
                + "Ask for volleys, or add 'workload.sessions'.");
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{run}-{load}");
        return new LoadPlan
        {
            Id = id,
            Seed = seed,
            Keys = [.. Enumerable.Range(0, workload.Keys.Count).Select(key => workload.Keys.Count == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-k{key}"))],
            KeyPopularity = Popularity.Zipf(workload.Keys.Count, workload.Keys.Zipf),
            Sessions = workload.Sessions.Count == 0 ? [Plain(workload, target)] : [.. workload.Sessions.Select(session => Session(session, workload, target))],
            Timeout = workload.Timeout,
            Connections = order.Connections,
        };
    }

    private static LoadSession Plain(Workload workload, Uri target) => new("request", 1,
    [
        new LoadStep { Name = "request", Request = CompiledRequest.Of(workload.Request, target, []), Outcomes = workload.Outcomes },
    ]);

    private static LoadSession Session(SessionTemplate session, Workload workload, Uri target)
    {
        var slots = session.Steps.SelectMany(step => step.Capture.Keys).Distinct(StringComparer.Ordinal).ToList();
        return new LoadSession(session.Name, session.Weight,
        [
            .. session.Steps.Select((step, index) => new LoadStep
            {
                Name = index == 0 ? session.Name : string.Create(CultureInfo.InvariantCulture, $"{session.Name}/{index + 1}"),
                Request = CompiledRequest.Of(step.Request, target, slots),
                Outcomes = step.Outcomes ?? workload.Outcomes,
                Captures = [.. step.Capture.Select(capture => new Capture(slots.IndexOf(capture.Key), Path(capture.Value)))],
                Aside = !IsContended(step.Request, workload.Request),
            }),
        ]);
    }

    // What the scenario's checks know of is the effect of its one request, whatever else is sent beside it.
    private static bool IsContended(RequestTemplate step, RequestTemplate request) =>
        (step.Method, step.Service, step.Path) == (request.Method, request.Service, request.Path);

    private static JsonPath Path(string text) =>
        JsonPath.Parse(text) ?? throw new LabException($"'{text}' is no JSON path. Write for example $.orderId or $.items[0].id.");
}
