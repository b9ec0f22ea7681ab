using Lab.Services.Failures;
using Lab.Services.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Lab.Services.TracePoints;

/// <summary>Arms and disarms trace points by HTTP, where <c>TracePoints:Enabled</c> allows it.</summary>
public static class TracePointRoutes
{
    /// <summary><c>PUT /trace-points/{name}</c> arms once, <c>DELETE</c> disarms. Maps nothing unless enabled.</summary>
    public static void MapTracePoints(this IEndpointRouteBuilder routes, IConfiguration configuration)
    {
        if (!configuration.GetValue("TracePoints:Enabled", defaultValue: false))
        {
            return;
        }

        var group = routes.MapGroup("/trace-points").ExcludeFromDescription();
        group.MapPut("/{name}", Arm);
        group.MapDelete("/{name}", Disarm);
    }

    internal static Results<NoContent, ValidationProblem, ProblemHttpResult> Arm(
        string name, ArmTracePoint request, TracePointSet points)
    {
        var callback = Loopback(request.Callback);
        var problems = new ProblemList()
            .Add("callback", callback is null
                ? $"callback is '{request.Callback}'; it must be a loopback address such as http://127.0.0.1:5090/reached."
                : null)
            .Add("skip", request.Skip < 0 ? $"skip is {request.Skip}; it must be 0 or more passes." : null);
        if (callback is null || !problems.IsEmpty)
        {
            return Problems.Invalid(problems.ByField);
        }

        return points.TryArm(name, callback, request.Skip ?? 0) ? TypedResults.NoContent() : Unknown(name, points);
    }

    internal static Results<NoContent, ProblemHttpResult> Disarm(string name, TracePointSet points) =>
        points.TryDisarm(name) ? TypedResults.NoContent() : Unknown(name, points);

    // Elsewhere would let whoever reaches this port make the service call any host.
    private static Uri? Loopback(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback
            ? uri
            : null;

    private static ProblemHttpResult Unknown(string name, TracePointSet points) =>
        Problems.Of(
            KnownFailures.UnknownTracePoint,
            $"Unknown trace point '{name}'. Known: {string.Join(", ", points.Names)}."
            + NearestName.Suggestion(name, points.Names));
}
