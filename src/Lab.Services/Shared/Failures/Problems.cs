using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lab.Services.Failures;

/// <summary>Failures as RFC 9457 problem documents; the extension <c>code</c> is what clients decide by.</summary>
public static class Problems
{
    /// <summary>The reply for one failure.</summary>
    /// <param name="failure">Gives status, title and code.</param>
    /// <param name="detail">What was wrong, with the value; null when the title says it all.</param>
    public static ProblemHttpResult Of(Failure failure, string? detail = null)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return TypedResults.Problem(
            detail: detail, statusCode: failure.Status, title: failure.Title, extensions: Code(failure));
    }

    /// <summary>A 400 that lists every problem of the request at once, by field.</summary>
    public static ValidationProblem Invalid(IDictionary<string, string[]> problems) =>
        TypedResults.ValidationProblem(problems, title: KnownFailures.Invalid.Title, extensions: Code(KnownFailures.Invalid));

    private static KeyValuePair<string, object?>[] Code(Failure failure) => [new("code", failure.Code)];
}
