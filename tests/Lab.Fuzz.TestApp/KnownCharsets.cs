using System.Text;
using Microsoft.Net.Http.Headers;

namespace Lab.Fuzz.TestApp;

/// <summary>ASP.NET Core answers 500 to a character set that it does not know; the faults here are planted ones only.</summary>
internal static class KnownCharsets
{
    public static void UseKnownCharsets(this WebApplication app) => app.Use((context, next) =>
    {
        if (IsKnown(context.Request.ContentType))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    });

    private static bool IsKnown(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) || type.Charset.Length == 0
        || Encoding.GetEncodings().Any(encoding => type.Charset.Equals(encoding.Name, StringComparison.OrdinalIgnoreCase));
}
