using System.Diagnostics;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Model;

/// <summary>
/// Numbers of a service on one machine when nobody has given or measured any: of the order that loopback and a small query have. A
/// prediction that rests on them says so.
/// </summary>
internal static class AssumedNumbers
{
    public static Latency Latency(ServiceKind kind) => kind switch
    {
        ServiceKind.Redis => Of(0.2, 1),
        ServiceKind.Postgres => Of(0.6, 3),
        ServiceKind.Http => Of(1, 5),
        _ => throw new UnreachableException($"{kind} is no kind of service."),
    };

    /// <summary>Processor time of one step there.</summary>
    public static TimeSpan Cpu(ServiceKind kind) => TimeSpan.FromMilliseconds(kind switch
    {
        ServiceKind.Redis => 0.01,
        ServiceKind.Postgres => 0.1,
        ServiceKind.Http => 0.15,
        _ => throw new UnreachableException($"{kind} is no kind of service."),
    });

    private static Latency Of(double median, double p99) => new(TimeSpan.FromMilliseconds(median), TimeSpan.FromMilliseconds(p99));
}
