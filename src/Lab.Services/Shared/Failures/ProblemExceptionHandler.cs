using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lab.Services.Failures;

/// <summary>
/// The edge of the process: what no handler could answer becomes a problem document. A request that could not be read is the
/// caller's slip (400); everything else may have happened (<see cref="KnownFailures.OutcomeUnknown"/>).
/// </summary>
public sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (exception is BadHttpRequestException bad)
        {
            var problem = bad.StatusCode == StatusCodes.Status400BadRequest
                ? Problems.Of(KnownFailures.Invalid, Describe(bad))
                : Problems.Of(KnownFailures.Invalid with { Status = bad.StatusCode }, bad.Message);
            await problem.ExecuteAsync(httpContext);
            return true;
        }

        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody reads the reply. 499 is what nginx logs for a client that hung up.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        LogUnhandled(httpContext.Request.Method, httpContext.Request.Path, exception);
        await Problems.Of(KnownFailures.OutcomeUnknown).ExecuteAsync(httpContext);
        return true;
    }

    // The messages of framework and JSON reader name parameters and types of ours, which say nothing to a caller; the place does.
    private static string Describe(BadHttpRequestException bad) => bad.InnerException is JsonException json
        ? $"The body is not the JSON that is expected here: see {json.Path ?? "$"}, line {json.LineNumber + 1}, "
            + $"byte {json.BytePositionInLine + 1}."
        : "The request cannot be read: a body as JSON is expected, or a header or path value has the wrong form.";

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogUnhandled(string method, PathString path, Exception exception);
}
