using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Isolate;

/// <summary>Which services of a scenario may be stubs: those that others call over HTTP and that call nobody.</summary>
internal static class Downstreams
{
    public static IReadOnlyList<string> Possible(Scenario scenario) =>
    [
        .. scenario.Services
            .Where(service => service is { Kind: ServiceKind.Http, Calls: [] }
                && scenario.Services.Any(caller => caller.Calls.Contains(service.Name)))
            .Select(service => service.Name),
    ];

    /// <summary>The HTTP services that are no stubs: what a scenario is about.</summary>
    public static IReadOnlyList<string> Own(Scenario scenario) =>
        [.. scenario.Services.Where(service => service.Kind == ServiceKind.Http).Select(service => service.Name).Except(Possible(scenario))];

    /// <summary>The downstream by name, or the only one.</summary>
    /// <exception cref="LabException">There is none of that name, or it can be no stub; said before anything starts.</exception>
    public static string Choose(Scenario scenario, string? name)
    {
        var possible = Possible(scenario);
        var known = possible.Count == 0 ? "No service of it can be one: a stub speaks HTTP, is called, and calls nobody." : $"Known: {string.Join(", ", possible)}.";
        if (name is null)
        {
            return possible is [var only] ? only
                : throw new LabException($"Scenario '{scenario.Name}' has {possible.Count} downstreams that may be stubs. {known} "
                    + "Name one: --downstream <service>.");
        }

        var service = scenario.Services.FirstOrDefault(service => service.Name == name)
            ?? throw new LabException($"Unknown downstream '{name}' in scenario '{scenario.Name}'. {Suggest.Among(name, possible)}");
        if (!possible.Contains(name))
        {
            throw new LabException($"'{name}' is no stub: {Reason(service)}. {known}");
        }

        return service.Replicas == 1 ? name
            : throw new LabException($"'{name}' has {service.Replicas} replicas, and the lab would reconfigure one of them only. Give it 'replicas: 1'.");
    }

    private static string Reason(Service service) => service switch
    {
        { Kind: not ServiceKind.Http } => $"it is of kind {service.Kind.ToString().ToLowerInvariant()}; put a link before it to slow it down",
        { Calls: [_, ..] } => $"it calls {string.Join(", ", service.Calls)}",
        _ => "nobody calls it",
    };
}
