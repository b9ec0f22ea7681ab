using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Targets;

/// <summary>
/// The addresses of a system by the variables that its own services get: <c>services__checkout__http__0</c>, <c>ConnectionStrings__postgres</c>. So a
/// driver is told on a cluster where everything is, and no connection string is in a file.
/// </summary>
internal static class EnvironmentTarget
{
    /// <summary>The only word that <c>--target</c> takes.</summary>
    public const string Word = "env";

    /// <summary>The scenario with those addresses in place of its own target.</summary>
    /// <param name="scenario">What is run.</param>
    /// <param name="variant">The variant that was deployed, as the user says.</param>
    /// <param name="variable">Reads a variable.</param>
    /// <exception cref="LabException">No address of the service that requests go to, or one that is none.</exception>
    public static Scenario Of(Scenario scenario, Variant variant, Func<string, string?> variable)
    {
        var problems = new List<string>();
        var urls = new Dictionary<string, Uri>();
        var connections = new Dictionary<string, string>();
        foreach (var service in scenario.Services)
        {
            var name = service.Kind == ServiceKind.Http ? $"services__{service.Name}__http__0" : $"ConnectionStrings__{service.Name}";
            switch (variable(name), service.Kind)
            {
                case ({ Length: > 0 } text, ServiceKind.Http) when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https":
                    urls[service.Name] = new Uri(text);
                    break;
                case ({ Length: > 0 } text, ServiceKind.Http):
                    problems.Add($"{name} is '{text}', which is no http address. Example: http://{service.Name}-service:8080.");
                    break;
                case ({ Length: > 0 } text, _):
                    connections[service.Name] = text;
                    break;
                case (_, _) when service.Name == scenario.Workload.Request.Service:
                    problems.Add($"--target env needs the address of '{service.Name}', which requests go to. Set {name}, for example to http://{service.Name}-service:8080.");
                    break;
            }
        }

        return problems.Count > 0 ? throw new LabException(problems)
            : scenario with { Target = new Target { Urls = urls, Connections = connections, InForce = variant.Name } };
    }
}
