using Lab.Chaos.Collect.Receiving;
using Lab.Chaos.Collect.Relaying;
using Lab.Chaos.Collect.Storing;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Collect;

/// <summary>The collector beside a run. <c>LAB_TRACES=off</c> in the environment does without.</summary>
internal static class RunCollector
{
    /// <summary>The variable that turns it off.</summary>
    public const string Variable = "LAB_TRACES";

    /// <summary>
    /// Starts it; null when it is turned off. A system that the lab starts is told where to send; one that somebody else started sends where
    /// exporters send by themselves, so there the usual ports are taken, unless another collector has them.
    /// </summary>
    /// <param name="scenario">Says who starts the system.</param>
    /// <param name="variable">Looks up a variable of the environment.</param>
    /// <param name="time">Clock of the spans and of the history.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<Collector?> StartAsync(
        Scenario scenario, Func<string, string?> variable, TimeProvider time, CancellationToken cancellationToken)
    {
        switch (variable(Variable))
        {
            case null or "" or "on":
                break;
            case "off":
                return null;
            case var other:
                throw new LabException($"{Variable} is '{other}'; it must be on or off.");
        }

        var relay = RelayTarget.Of(variable);
        if (scenario.Target.AppHost is not null)
        {
            return await Collector.StartAsync(0, 0, relay, new SpanLimits(), time, cancellationToken);
        }

        try
        {
            return await Collector.StartAsync(OtlpServer.UsualHttpPort, OtlpServer.UsualGrpcPort, relay, new SpanLimits(), time, cancellationToken);
        }
        catch (LabException)
        {
            // Somebody collects there already, and that is where the system's telemetry belongs.
            return null;
        }
    }
}
